"""The Traditional edition in a browser: the switch, the search, the fonts' language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Quiet, Visit, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HANT = "zh-hant/"


def test_the_switch_keeps_page_place_and_question(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/#soothe")
    switch(page, "繁體")
    expect(page).to_have_url(re.compile("/manual/zh-hant/sops/SOP-CMP-01/#soothe$"))
    expect(page.locator("h1")).to_have_text("投訴處理")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    switch(page, "简体")
    expect(page).to_have_url(re.compile("/manual/sops/SOP-CMP-01/#soothe$"))
    page = visit.open("search/?q=SOP-CMP-01")
    switch(page, "繁體")
    expect(page).to_have_url(re.compile("/manual/zh-hant/search/[?]q=SOP-CMP-01$"))


def switch(page: Page, name: str) -> None:
    page.locator(".hb-head").get_by_role("link", name=name, exact=True).click()


def test_both_scripts_are_one_call(visit: Visit) -> None:
    page = visit.open("scripts/")
    page.evaluate("handbookCall.set('order_no', '12345')")
    switch(page, "繁體")
    page.wait_for_url("**/zh-hant/scripts/")
    assert page.evaluate("handbookCall.value('order_no')") == "12345"


def test_who_goes_on_stays_in_the_script(visit: Visit) -> None:
    page = visit.open(HANT)
    page.get_by_role("link", name="投訴處理", exact=True).first.click()
    expect(page).to_have_url(re.compile("/zh-hant/sops/SOP-CMP-01/$"))
    page.get_by_role("link", name="標準作業程序", exact=True).first.click()
    expect(page).to_have_url(re.compile("/zh-hant/sops/$"))


def test_each_script_has_its_fonts(visit: Visit) -> None:
    asked = "getComputedStyle(document.body).fontFamily.split(',')[0]"
    assert "SC" in visit.open("sops/SOP-CMP-01/").evaluate(asked)
    assert "TC" in visit.open(f"{HANT}sops/SOP-CMP-01/").evaluate(asked)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("投诉处理", "投訴處理"),
        ("投訴處理", "投訴處理"),
        ("tscl", "投訴處理"),
        ("客户信息保密", "客戶資訊保密"),
        ("客戶資訊保密", "客戶資訊保密"),
        ("质量问题", "品質問題"),
        ("品質問題", "品質問題"),
    ],
)
def test_both_scripts_find_and_traditional_is_shown(visit: Visit, query: str, title: str) -> None:
    page = visit.open(f"{HANT}register/")
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    found = page.locator(".hb-found:visible a").filter(has_text=title).first
    expect(found).to_be_visible()
    assert "/zh-hant/" in found.evaluate("link => link.href")


@pytest.mark.parametrize(("query", "why"), [("tuihuo", "tuihuo → 退貨"), ("退錢", "退錢 → 退款")])
def test_a_reason_is_told_as_typed_and_as_written(visit: Visit, query: str, why: str) -> None:
    page = visit.open(f"{HANT}search/?q={query}")
    expect(page.locator(".hb-hit .hb-why").filter(has_text=why).first).to_be_visible()
    expect(page.locator(".hb-hit .hb-why").filter(has_text="退货")).to_have_count(0)


class Missing(Quiet):
    """A server that shows one page for whatever it does not find."""

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if Path(found).exists() else super().translate_path("/404.html")


@pytest.mark.parametrize(
    ("path", "title"), [("gone/", "没有这个页面"), (f"{HANT}gone/", "沒有這個頁面")]
)
def test_what_is_missing_is_told_of_in_the_script_of_its_folder(
    visit: Visit, real_site: Path, path: str, title: str
) -> None:
    with served(real_site, Missing) as root:
        visit.page.goto(root + path)
        expect(visit.page.locator("h1")).to_have_text(title)
        visit.page.locator(".hb-page .hb-button").first.click()
        expect(visit.page).to_have_url(root + (HANT if HANT in path else ""))
        visit.complaints.clear()  # this server is another one than the visit knows


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_load_in_peace_and_fit(visit: Visit, size: object) -> None:
    visit.page.set_viewport_size(size)  # type: ignore[arg-type]
    for path in ("", "sops/SOP-CMP-01/", "scripts/", "register/", "verify/", "terms/"):
        page = visit.open(HANT + path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"
        expect(page.locator(".hb-language")).to_have_count(1)
