"""What a project says in vain to have its own look is told, with what does instead."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from handbook.cli import main
from tests.desk import Project

CONFIGURATION = """
site_name: 我的手册
theme: {name: material, logo: img/logo.png, favicon: img/f.png, palette: {primary: teal}}
nav: [{首页: index.md}, {外: "https://example.com/"}]
docs_dir: pages
site_dir: public
extra_css: [https://example.com/a.css, css/own.css]
extra_javascript: ["//example.com/a.js", {path: js/own.js}]
copyright: © 2026 示例
"""


@pytest.fixture(autouse=True)
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_PRESS", "0")


def told() -> list[str]:
    done = CliRunner().invoke(main, ["build"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    said = r"(\S+) (?:对 handbook build )?(?:不起作用|指向别的|不会发布)"
    return re.findall(said, done.output)


def test_keys_and_pages_in_vain_are_told(project: Project) -> None:
    (project.root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    (project.root / "docs").mkdir()
    (project.root / "docs/index.md").write_text("# 首页\n", "utf-8")
    assert told() == [
        "site_name", "docs_dir", "site_dir", "nav", "theme.logo", "theme.favicon", "theme.palette",
        "extra_css", "extra_javascript", "docs/index.md",
    ]  # fmt: skip
    assert "<span>© 2026 示例</span></footer>" in (project.root / "site/index.html").read_text()


@pytest.mark.parametrize("configuration", ["site_name: 手册\ntheme: material\n", None])
def test_nothing_is_told_of_what_nobody_expects(
    project: Project, configuration: str | None
) -> None:
    if configuration is not None:
        (project.root / "mkdocs.yml").write_text(configuration, "utf-8")
    assert told() == []
