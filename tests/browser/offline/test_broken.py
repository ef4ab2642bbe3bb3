"""Browsers and copies that fail: the site is read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.offline.conftest import (
    NEW,
    OLD,
    PAGE,
    Site,
    asks,
    cut,
    edition_of,
    everywhere,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOSE = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  const parts = (await cache.keys()).filter(({ url }) => !url.endsWith("/state"));
  for (const part of parts) await cache.delete(part);
}"""


def test_a_browser_that_cannot_read_what_it_kept_reads_the_site(
    browser: Browser, site: Site
) -> None:
    site.worker = "caches.open = () => Promise.reject(new Error('a damaged profile'));\n"
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = context.new_page()
    page.goto(site.address)
    page.evaluate("navigator.serviceWorker.ready")
    for path in (PAGE, "search/", PAGE):
        page.goto(site.address + path)
        expect(page.locator("main")).to_be_visible()
    page.goto(site.address + "offline/")
    expect(page.locator("[data-hb-verdict]")).to_contain_text("不能保存离线副本")
    context.close()


def test_where_the_worker_is_refused_the_reader_is_told(browser: Browser, site: Site) -> None:
    site.refused = lambda path: path.startswith("sw.js")
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = context.new_page()
    page.goto(site.address + "offline/")
    expect(page.locator("[data-hb-verdict]")).to_contain_text("不能保存离线副本")
    context.close()


def test_a_copy_that_lost_its_parts_says_so_and_gets_them_again(page: Page, site: Site) -> None:
    page.evaluate(LOSE)
    site.asked.clear()
    asks(page)
    assert [path for path in site.asked if path.endswith(".bin")]
    cut(page, site)
    everywhere(page, site, OLD, NEW)


def test_a_copy_without_its_list_does_not_lead_in_circles(page: Page, site: Site) -> None:
    page.evaluate(LOSE)
    cut(page, site)
    with pytest.raises(Error, match=r"ERR_(FAILED|INTERNET_DISCONNECTED)"):
        page.goto(site.address + PAGE)


def test_a_page_whose_search_is_gone_leads_to_the_new_editions(
    browser: Browser, site: Site, editions: dict[str, Path]
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", service_workers="block")
    page = context.new_page()
    page.goto(site.address + "sops/SOP-EXC-01/")
    site.folder = editions["b"]
    page.keyboard.press("/")
    page.keyboard.insert_text(NEW)
    expect(page.locator(".hb-fresh")).to_contain_text(edition_of(editions["b"]))
    page.get_by_role("link", name="打开新版").click()
    expect(page.locator(".hb-found:visible .hb-at").first).to_contain_text(NEW)
    context.close()
