"""What the reader chooses, and a folder on a shared drive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.offline.conftest import (
    NEW,
    PAGE,
    Site,
    edition_of,
    searched,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_reader_chooses_sees_and_drops(page: Page, site: Site) -> None:
    page.goto(site.address + "offline/")
    box = page.locator("[data-hb-verdict]")
    expect(box).to_contain_text("离线副本已备好")
    expect(box).to_contain_text(page.evaluate("document.body.dataset.edition"))
    expect(page.get_by_label("所有岗位要用的")).to_be_checked()
    page.get_by_label("全部离线").check()
    page.get_by_role("button", name="下载").click()
    expect(box).to_contain_text("离线副本已备好")
    assert page.evaluate("handbookOffline.ask('status')")["choice"] == "*"
    page.get_by_role("button", name="删除副本").click()
    expect(box).to_contain_text("还没有离线副本")
    page.goto(site.address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("caches.keys()") == [], "what was dropped is not taken again by itself"


def test_the_panel_fits_a_phone(page: Page, site: Site) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site.address + "offline/")
    expect(page.locator("[data-hb-verdict]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_handbook_can_be_installed(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    assert "小店手册" in told["data"]
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [each for each in errors if each["errorId"] != "in-incognito"] == []


def test_a_browser_without_workers_reads_as_before(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    visit = Visit(context.new_page(), site.address)
    page = visit.open(PAGE)
    page.wait_for_load_state("networkidle")
    page.goto(site.address + "offline/")
    expect(page.locator("[data-hb-verdict]")).to_contain_text("这个浏览器不能保存离线副本")
    assert visit.complaints == []
    context.close()


def test_a_folder_on_disk_is_read_searched_and_copied_from(
    browser: Browser, editions: dict[str, Path]
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    visit = Visit(context.new_page(), "file://")
    page, folder = visit.page, editions["a"]
    page.goto((folder / "index.html").as_uri())
    assert "退货处理" in searched(page, "tuihuo")
    for path in ("sops", PAGE, "changes", "register", "offline"):
        page.goto((folder / path / "index.html").as_uri())
        expect(page.locator(".hb-as-of").first).to_contain_text("离线副本，截至 2026-12-01")
    expect(page.locator("[data-hb-verdict]")).to_contain_text("这是文件夹里的手册")
    page.goto((folder / "verify" / "index.html").as_uri() + "?id=SOP-RET-01&v=1.1.0")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("无法核对")
    assert visit.complaints == []
    context.close()


def test_a_page_says_when_the_folder_below_it_was_replaced(
    browser: Browser, editions: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(editions["a"], tmp_path / "drive"))
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = context.new_page()
    page.goto((folder / PAGE / "index.html").as_uri())
    expect(page.locator(".hb-as-of")).to_be_visible()
    expect(page.locator(".hb-fresh")).to_have_count(0)
    shutil.copytree(editions["b"], folder, dirs_exist_ok=True)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(".hb-fresh")).to_contain_text(edition_of(editions["b"]))
    with page.expect_navigation():
        page.get_by_role("button", name="打开新版").click()
    expect(page.locator("main")).to_contain_text(NEW)
    context.close()
