"""The page that checks a draft reply: agrees with the rules, shows text, replaces by a click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.check.reply import reply_rules
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from tests.browser.conftest import Visit
from tests.check.replies import Reply, replies, sources

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "check/"
JUDGED = """({ rules, drafts }) => {
    const judge = window.handbookJudge.of(rules);
    return drafts.map(([draft, channel]) => judge(draft, channel)
        .map(({ code, start, end }) => [code, draft.slice(start, end).split('\\n')[0]]));
}"""
ODD = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\ud83d\ude00 \ud800 \udc00 嗯\u0000\u0007\u202e",
    "[[sla.x]] {order_no} `code` **粗** \\",
    "\n\n\n",
    "一二三" * 3_000,
    "不归我管，" * 2_000,
    "1" * 10_000,
    "(" * 10_000,
]


@pytest.fixture
def page(visit: Visit) -> Page:
    page = visit.open(PAGE)
    expect(draft(page)).to_be_visible()
    return page


def draft(page: Page) -> Locator:
    return page.get_by_label("要发的回复")


def check(page: Page, text: str) -> None:
    """Write a draft and wait until it is checked."""
    draft(page).evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')); }", text
    )
    page.wait_for_function(
        "(length) => document.querySelector('[data-hb-checked]').dataset.hbChecked === length",
        arg=str(len(text.encode("utf-16-le", "surrogatepass")) // 2),
    )


def found(page: Page) -> list[str]:
    return page.locator(".hb-reply-list .hb-badge").all_inner_texts()


def expected(one: Reply) -> list[list[str]]:
    """What the page says: a phrase that counts as a whole is not called too short as well."""
    phrases = [words for code, words in one.found if code in ("WRD01", "WRD25")]
    told = [
        (code, words) for code, words in one.found if code != "WRD15" or one.draft not in phrases
    ]
    return sorted([code, words] for code, words in told)


def test_the_page_finds_what_the_rules_find(page: Page, write: Callable[..., Path]) -> None:
    drafts = replies()
    rules = reply_rules(build_library(load_tree(write(sources(drafts)))))
    asked = [[one.draft, one.channel] for one in drafts]
    judged = page.evaluate(JUDGED, {"rules": rules, "drafts": asked})
    for one, said in zip(drafts, judged, strict=True):
        told = [[code, "" if code in ("WRD13", "WRD15") else words] for code, words in said]
        assert sorted(told) == expected(one), one.draft


def test_a_replacement_takes_the_place_of_the_sentence_and_can_be_taken_back(page: Page) -> None:
    check(page, "您好。这不归我管，您问财务。谢谢您。")
    assert found(page) == ["禁用语"]
    page.locator(".hb-offer").first.click()
    text = draft(page).input_value()
    assert text.startswith("您好。这件事由〔部门名称〕办理")
    assert text.endswith("谢谢您。")
    expect(page.locator(".hb-reply-list li").first).to_contain_text("空位")
    page.keyboard.press("Control+z")
    expect(draft(page)).to_have_value("您好。这不归我管，您问财务。谢谢您。")


def test_a_replacement_is_filled_in_with_the_call(page: Page) -> None:
    page.keyboard.press("Alt+Shift+C")
    page.locator("[data-hb-blank=dept_name]").fill("财务部")
    page.keyboard.press("Escape")
    check(page, "这不归我管。")
    expect(page.locator(".hb-offer").first).to_contain_text("这件事由财务部办理")


def test_every_kind_of_finding_is_told(page: Page) -> None:
    lines = [
        "您好,请稍等片刻。",
        "嗯",
        "收到",
        "投诉首次响应不得超过 48 小时。",
        "卡号 6299 9938 2004 5716 935，手机 14312607358。",
        "退款〔金额〕已经办好。",
    ]
    check(page, "\n".join(lines))
    assert found(page) == [
        "半角标点", "禁用语", "太短", "时限不对", "银行卡号", "手机号码", "空位",
    ]  # fmt: skip
    expect(page.get_by_role("status").filter(has_text="处要看一看")).to_have_text("7 处要看一看")
    page.get_by_role("button", name="改成 24 小时").click()
    page.get_by_role("button", name="改成 ，").click()
    assert "您好，请稍等片刻" in draft(page).input_value()
    assert "不得超过 24 小时" in draft(page).input_value()


def test_what_is_said_in_other_words_is_told_with_what_to_say_instead(page: Page) -> None:
    check(page, "请您消消气，退款一般要十五个工作日到账。验证码报给我就行。")
    assert found(page) == ["接近禁用语", "时限要核对", "索要信息"]
    assert page.locator(".hb-reply-list .is-grave").count() == 1
    page.get_by_role("button", name="改成 3 个工作日").click()
    page.locator(".hb-offer").first.click()
    assert found(page) == ["索要信息"]


def test_what_to_do_with_personal_data_is_told_by_their_kind(page: Page) -> None:
    check(page, "电话 14312607359，邮箱 wang.li@example-shop.cn，密码：Kx82mq91。")
    why = page.locator(".hb-reply-why").all_inner_texts()
    assert [text for text in why if "尾号" in text] == why[:1]
    assert "公用邮箱" in why[1]
    assert "任何时候都不问" in why[2]


def test_a_good_reply_is_told_so(page: Page) -> None:
    check(page, "您好，我已经替您登记，今天 18:00 前给您答复。")
    expect(page.locator(".hb-reply-state")).to_have_text("没有发现问题")


def test_the_channel_decides(page: Page) -> None:
    check(page, "我们已经收到您的反馈并且登记在案，" * 12)
    assert found(page) == []
    page.get_by_label("发到").select_option(label="在线客服")
    assert found(page) == ["太长"]


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_pasted_is_shown_as_text(page: Page, text: str) -> None:
    check(page, text + "\n不归我管")
    assert "禁用语" in found(page)
    assert (
        page.locator(".hb-reply :is(script, img, b)").count()
        == page.locator(".hb-reply b.hb-badge").count()
    )


def test_a_finding_leads_to_its_place_and_to_the_handbook(page: Page) -> None:
    check(page, "您好。这不归我管。")
    page.get_by_role("button", name="不归我管").click()
    assert page.evaluate("String(getSelection())") in ("", "不归我管")
    chosen = draft(page).evaluate(
        "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    assert chosen == "不归我管"
    page.get_by_role("link", name="禁用语「不归我管」").click()
    page.wait_for_url("**/phrases/PHR-01/#phrase.not-my-job")


def test_no_reply_leaves_the_browser(visit: Visit) -> None:
    page = visit.open(PAGE)
    expect(draft(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    check(page, "这不归我管，电话 14312607358")
    page.locator(".hb-offer").first.click()
    assert asked == []
    assert "14312607358" not in page.evaluate(
        "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href"
    )


def test_it_works_from_a_folder_on_disk(browser: Browser, real_site: Path) -> None:
    page = browser.new_page()
    page.goto((real_site / "check" / "index.html").as_uri())
    expect(draft(page)).to_be_visible()
    check(page, "这不归我管")
    assert found(page) == ["禁用语"]
    page.close()


def test_rules_that_do_not_come_are_told(visit: Visit) -> None:
    visit.page.route("**/check/rules-*.js", lambda route: route.abort())
    page = visit.open(PAGE)
    expect(page.locator("[data-hb-reply]")).to_contain_text("没有读到")
    visit.complaints.clear()  # the refused request


def test_ten_thousand_characters_with_thousands_of_phrases(page: Page) -> None:
    counted = page.evaluate(
        """() => {
            const rules = window.handbookReply;
            const more = Array.from({ length: 5000 }, (_, i) => ({
                ...rules.phrases[0], shapes: [`不许这样说${i}次`], allow: [], whole: false,
            }));
            const phrases = [...rules.phrases, ...more];
            const judge = window.handbookJudge.of({ ...rules, phrases });
            const text = '您好，不许这样说4999次，我来替您办理。'.repeat(500).slice(0, 10000);
            return judge(text).filter(({ code }) => code === 'WRD01').length;
        }"""
    )
    assert counted == 100


def test_what_is_longer_than_any_reply_is_told_and_not_judged(page: Page) -> None:
    check(page, "退" + " " * 90_000 + "（" * 9_000)
    expect(page.locator(".hb-reply-state")).to_contain_text("没有检查")
    assert found(page) == []
