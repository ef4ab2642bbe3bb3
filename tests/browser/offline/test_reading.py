"""Reading without a network."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.conftest import (
    OLD,
    PAGE,
    Site,
    cut,
    searched,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_page_of_the_copy_is_read_without_a_network(page: Page, site: Site) -> None:
    found = sorted(site.folder.rglob("index.html"))
    one_a_section = {path.relative_to(site.folder).parts[0]: path for path in found}
    paths = [
        path.relative_to(site.folder).as_posix().removesuffix("index.html")
        for path in one_a_section.values()
    ]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    cut(page, site)
    for path in paths:
        answer = page.goto(site.address + path)
        assert answer
        assert answer.from_service_worker, path
        assert page.evaluate("getComputedStyle(document.body).fontFamily").count("Noto"), path
    assert complaints == []
    assert len(paths) > 15


def test_a_page_from_the_copy_is_the_page_of_the_site(page: Page, site: Site) -> None:
    for path in ("", PAGE, "register/", "guide/developers/"):
        held = page.evaluate("(path) => fetch(path).then((got) => got.text())", site.address + path)
        assert "data-copy" not in held, "a page from the network gets its parts from there"
    page.goto(site.address)
    for path in ("", PAGE, "register/", "guide/developers/", "404.html"):
        held = page.evaluate("(path) => fetch(path).then((got) => got.text())", site.address + path)
        built = (
            (site.folder / path / "index.html") if not path.endswith("l") else site.folder / path
        )
        assert held.replace("<body data-copy ", "<body ") == built.read_text("utf-8"), path
        assert "<body data-copy " in held


def test_search_answers_without_a_network(page: Page, site: Site) -> None:
    cut(page, site)
    page.goto(site.address + "search/?q=tuihuo")
    expect(page.locator(".hb-found:visible a b").first).to_have_text("退货处理")
    assert OLD in searched(page, OLD)


def test_a_page_says_that_it_is_a_copy_and_as_of_when(page: Page, site: Site) -> None:
    cut(page, site)
    page.goto(site.address + PAGE)
    expect(page.locator(".hb-as-of")).to_contain_text("离线副本，截至 2026-12-01")
    page.context.set_offline(False)
    site.refused = lambda _: False
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".hb-as-of")).to_have_count(0)


def test_without_a_network_no_print_is_called_in_force(page: Page, site: Site) -> None:
    documents = json.loads((site.folder / "manifest.json").read_text("utf-8"))["documents"]
    document = documents["SOP-RET-01"]
    copy = f"id=SOP-RET-01&v={document['version']}&d={document['digest']}"
    page.goto(f"{site.address}verify/?{copy}")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("有效")
    cut(page, site)
    page.goto(f"{site.address}verify/?{copy}")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("无法核对")
    page.context.set_offline(False)
    site.refused = lambda path: path.startswith("manifest.json")
    page.goto(f"{site.address}verify/?{copy}")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("无法核对")


def test_what_is_not_in_the_copy_is_said(page: Page, site: Site) -> None:
    cut(page, site)
    page.goto(f"{site.address}{PAGE}9.9.9/")
    expect(page).to_have_url(re.compile(r"/manual/offline/\?page="))
    expect(page.locator("[data-hb-verdict]")).to_contain_text("不在离线副本里")
    page.goto(site.address + PAGE.rstrip("/"))
    expect(page).to_have_url(site.address + PAGE)
