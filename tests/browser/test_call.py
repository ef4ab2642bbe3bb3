"""Scripts at hand: blanks that are filled in, variants that are chosen, what the clipboard gets."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Visit, clipboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = "scripts/complaint-apology/"
PROCEDURE = "sops/SOP-CMP-01/"
RICH = """navigator.clipboard.read()
    .then(([item]) => item.getType('text/html')).then((blob) => blob.text())"""


def fill(page: Page, **values: str) -> None:
    """Fill in blanks and close the form."""
    page.keyboard.press("Alt+Shift+C")
    for name, value in values.items():
        field = page.locator(f"[data-hb-blank={name}]")
        if not field.is_visible():
            page.get_by_text("其他空位").click()
        field.fill(value)
    page.keyboard.press("Escape")


def slots(page: Page, name: str) -> list[str]:
    return page.locator(f"main [data-slot={name}]").all_inner_texts()


def copied(page: Page, button: int = 0) -> str:
    page.locator("main [data-hb-copy]").nth(button).click()
    return clipboard(page)


# --- Blanks --------------------------------------------------------------------------------------


def test_what_is_filled_in_shows_at_once_and_is_copied(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    fill(page, customer_name="王女士")
    assert set(slots(page, "customer_name")) == {"王女士"}
    assert copied(page).startswith("王女士，这件事给您添了麻烦")
    expect(page.locator(".hb-toast")).to_have_text("已复制")


def test_the_blanks_of_the_page_come_first(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    page.get_by_role("button", name="本次通话").click()
    first = page.locator(".hb-call-panel > .hb-blanks").first.locator("[data-hb-blank]")
    named = [field.get_attribute("data-hb-blank") for field in first.all()]
    assert named[:2] == ["customer_name", "product"]
    expect(first.first).to_be_focused()
    expect(page.locator("[data-hb-blank=shop_name]")).to_be_hidden()


def test_what_is_not_filled_in_stays_visible_and_is_told(visit: Visit) -> None:
    page = visit.open("scripts/empathy-first/")
    fill(page, remedy="全额退款")
    text = copied(page)
    assert "全额退款，〔截止时间〕 前办好" in text
    expect(page.locator(".hb-toast")).to_have_text("已复制。还没有填：截止时间")
    assert "<mark>〔截止时间〕</mark>" in page.evaluate(RICH)


def test_values_are_text_and_never_markup(visit: Visit) -> None:
    page = visit.open("scripts/empathy-first/")
    value = '<img src=x onerror=alert(1)>&"\U0001f600\ud800'
    page.keyboard.press("Alt+Shift+C")
    page.evaluate(
        """(value) => {
            const field = document.querySelector('[data-hb-blank=remedy]');
            field.value = value;
            field.dispatchEvent(new Event('input'));
        }""",
        value,
    )
    page.keyboard.press("Escape")
    assert page.locator("main img[src=x]").count() == 0
    copied(page)
    assert "<img src=x onerror=alert(1)>" in clipboard(page)
    assert "<img" not in page.evaluate(RICH)


def test_the_call_goes_along_from_page_to_page_but_not_to_another_tab(
    context: BrowserContext, visit: Visit, home: str
) -> None:
    page = visit.open(SCRIPT)
    fill(page, customer_name="王女士")
    visit.open(PROCEDURE)
    assert "王女士" in slots(page, "customer_name")
    expect(page.locator(".hb-call-bar")).to_contain_text("客户称呼 王女士")
    assert "王" not in page.url
    other = context.new_page()
    other.goto(home + PROCEDURE)
    assert set(slots(other, "customer_name")) == {"客户称呼"}
    assert other.evaluate("JSON.stringify(localStorage)").count("王女士") == 0


def test_one_key_clears_the_call(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    fill(page, customer_name="王女士", order_no="YZ-1")
    page.keyboard.press("Alt+Shift+X")
    assert set(slots(page, "customer_name")) == {"客户称呼"}
    expect(page.locator(".hb-call-bar")).to_be_hidden()
    expect(page.locator(".hb-toast")).to_have_text("本次通话的内容已清空")
    assert "王女士" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_what_stands_behind_a_blank_is_not_said_twice(visit: Visit) -> None:
    page = visit.open("scripts/refund-promise/")
    fill(page, amount="￥128元", deadline="今天18点前")
    assert "您的退款 128 元已经批好" in copied(page)
    page = visit.open("scripts/return-timing/")
    assert "预计今天18点 前退款。" in copied(page)


def test_a_call_of_days_ago_is_not_taken_for_this_one(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    fill(page, customer_name="王女士")
    bar = page.locator(".hb-call-bar")
    expect(bar).not_to_contain_text("很久以前")
    page.evaluate("Date.now = ((now) => () => now() + 3 * 86400e3)(Date.now)")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(bar).to_contain_text("这是很久以前的通话，请清空")
    expect(bar).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))


def test_a_blank_leads_to_its_field(visit: Visit) -> None:
    page = visit.open("scripts/empathy-first/")
    page.locator("main [data-slot=deadline]").first.click()
    expect(page.locator("[data-hb-blank=deadline]")).to_be_focused()
    page.keyboard.type("今天 18:00")
    page.keyboard.press("Enter")
    assert "今天 18:00" in slots(page, "deadline")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="本次通话")).to_be_focused()


def test_results_of_the_search_are_filled_in_too(visit: Visit) -> None:
    page = visit.open()
    fill(page, customer_name="王女士")
    page.keyboard.press("/")
    page.keyboard.type("投诉致歉")
    line = page.locator(".hb-hits .hb-line").first
    expect(line).to_contain_text("王女士，这件事给您添了麻烦")
    page.locator("[data-hb-answered]").first.wait_for()
    page.keyboard.press("Control+c")
    assert clipboard(page).startswith("王女士，这件事")


def test_paper_does_not_name_the_customer(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    fill(page, customer_name="王女士")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert set(slots(page, "customer_name")) == {"客户称呼"}
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert set(slots(page, "customer_name")) == {"王女士"}


def test_without_a_clipboard_words_are_copied_all_the_same(browser: Browser, home: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(home + SCRIPT)
    fill(page, customer_name="王女士")
    page.locator("main [data-hb-copy]").first.click()
    expect(page.locator(".hb-toast")).to_have_text("已复制")
    field = page.locator("[data-hb-search] input").first
    field.focus()
    page.keyboard.press("Control+v")
    expect(field).to_have_value(
        "王女士，这件事给您添了麻烦，我代表公司向您道歉。接下来由我跟进，到办完为止。"
    )
    context.close()


# --- Variants ------------------------------------------------------------------------------------


def test_a_variant_takes_the_place_of_the_words_and_is_copied(visit: Visit) -> None:
    page = visit.open(PROCEDURE)
    step = page.locator("section.hb-step .hb-say").first
    step.scroll_into_view_if_needed()
    step.get_by_label("换一种说法").select_option(label="服务邮箱")
    expect(step).to_contain_text("谨向您致歉")
    step.locator("[data-hb-copy]").click()
    assert clipboard(page).startswith("〔客户称呼〕：您反映的〔商品名称〕一事")
    step.get_by_label("换一种说法").select_option(label="通用说法")
    expect(step).to_contain_text("我代表公司向您道歉")


def test_the_reader_s_channel_is_remembered_and_other_scripts_follow(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    page.locator("[data-hb-script]").get_by_label("换一种说法").select_option(label="门店柜台")
    expect(page.locator("[data-hb-script]")).to_contain_text("让您专门跑一趟")
    visit.open("scripts/soothe-angry/")
    expect(page.locator("[data-hb-script]")).to_contain_text("您这边坐，先喝口水")
    assert page.evaluate("window.handbookKept.get('hb-reader').channel") == "channel.shop"
    root = urlsplit(page.url).path.removesuffix("scripts/soothe-angry/")
    assert f"hb-reader {root}" in page.evaluate("Object.keys(localStorage)")


def test_the_mood_belongs_to_the_call(visit: Visit) -> None:
    page = visit.open(SCRIPT)
    page.locator("[data-hb-script]").get_by_label("换一种说法").select_option(label="愤怒")
    visit.open("scripts/empathy-first/")
    expect(page.locator("[data-hb-script]")).to_contain_text("我也会很生气")
    page.keyboard.press("Alt+Shift+X")
    expect(page.locator("[data-hb-script]")).to_contain_text("我也会觉得不舒服")


def test_what_was_chosen_in_a_script_s_box_ends_with_the_call(visit: Visit) -> None:
    page = visit.open("scripts/empathy-first/")
    page.locator("[data-hb-script]").get_by_label("换一种说法").select_option(label="愤怒")
    expect(page.locator("[data-hb-script]")).to_contain_text("我也会很生气")
    page.keyboard.press("Alt+Shift+X")
    expect(page.locator("[data-hb-script]")).to_contain_text("我也会觉得不舒服")


def test_a_script_that_cannot_be_fetched_is_opened(visit: Visit) -> None:
    page = visit.open(PROCEDURE)
    page.route("**/scripts/complaint-apology/", lambda route: route.abort(), times=1)
    page.locator("section.hb-step .hb-say").first.scroll_into_view_if_needed()
    page.locator("section.hb-step .hb-choose").first.select_option(label="门店柜台")
    page.wait_for_url("**/scripts/complaint-apology/#_variants")
    visit.complaints.clear()  # the refused request


def test_the_form_is_no_wider_than_a_phone(context: BrowserContext, home: str) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(home + SCRIPT)
    fill(page, customer_name="王女士" * 20)
    page.keyboard.press("Alt+Shift+C")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
