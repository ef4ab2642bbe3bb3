"""What sources say is text on a site, whatever it looks like, and never a part of its pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.site.conftest import SMALL
from tests.sites import ROOT, build, pages

_THEME = ROOT / "templates" / "site" / "theme"
_SAFE = re.compile(r"\{\{[^}]*\|\s*safe\b[^}]*\}\}|autoescape")
_HOSTILE = "公司<iframe hidden src='/pictures/a.svg'></iframe>\" onload=1 &lt;/title&gt;&lt;b&gt;"


def test_the_theme_trusts_only_what_is_html_by_its_nature() -> None:
    trusted = [
        found for path in _THEME.rglob("*.html") for found in _SAFE.findall(path.read_text("utf-8"))
    ]
    assert sorted(trusted) == [
        "{{ config.copyright | safe }}",
        "{{ site.policy | safe }}",
        "{{- page.content | safe }}",
    ]


@pytest.mark.slow
def test_names_and_titles_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    shutil.copytree(SMALL, folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "hooks", folder / "hooks")
    quoted = "'" + _HOSTILE.replace("'", "''") + "'"
    for path in (folder / "sop_sources").rglob("*.yml"):
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r"^(name|organisation|title): .*", rf"\1: {quoted}", text, flags=re.MULTILINE)
        )
    (folder / "docs").mkdir()
    (folder / "docs" / "own.md").write_text("# 甲 &lt;/title&gt; & 乙\n", "utf-8")
    build(tmp_path / "site", folder)
    made = list(pages(tmp_path / "site"))
    assert len(made) > 20
    for path in made:
        html = path.read_text("utf-8")
        assert "<iframe" not in html, path
        assert "</title><b>" not in html, path
        assert html.partition("</head>")[0].count("</title>") == 1, path
        assert '" onload' not in html, path
        assert "公司&lt;iframe" in html, path
