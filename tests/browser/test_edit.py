"""The foot of a page, for whoever finds a mistake in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from handbook.cli import main
from tests.sites import environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FORGE = "https://github.com/shop/handbook"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new handbook whose repository is on a forge, built without manuals."""
    folder = tmp_path_factory.mktemp("edit") / "new"
    assert CliRunner().invoke(main, ["init", str(folder)], input="\n\n").exit_code == 0
    with (folder / "sop_sources/handbook.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"repository: {FORGE}\n")
    here = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run(
        [sys.executable, "-m", "handbook", "build"],
        cwd=folder, env={**environment(), **here}, check=True, capture_output=True,
    )  # fmt: skip
    return folder / "site"


def test_a_reader_may_edit_and_report(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "sops/SOP-RET-01/index.html").as_uri() + "#accept")
    edit, report = page.locator(".hb-foot a", has_text=re.compile("修改|反馈")).all()
    assert edit.inner_text() == "修改此页"
    assert edit.get_attribute("href") == f"{FORGE}/edit/main/sop_sources/sops/SOP-RET-01.yml#L3"
    assert report.inner_text() == "反馈"
    address = urlsplit(report.get_attribute("href") or "")
    asked = parse_qs(address.query)
    assert address.path == "/shop/handbook/issues/new"
    assert asked["title"] == ["SOP-RET-01 1.0.0 退货处理"]
    assert "SOP-RET-01/index.html#accept" in asked["body"][0]
    page.emulate_media(media="print")
    assert not edit.is_visible()
    page.goto((site / "service-levels/refund/index.html").as_uri())
    assert "SLA-01.yml#L" in (
        page.locator(".hb-foot a", has_text="修改").get_attribute("href") or ""
    )
    page.goto((site / "index.html").as_uri())
    assert "修改此页" not in page.locator(".hb-foot a").all_inner_texts()
    page.close()
