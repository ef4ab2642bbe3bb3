"""Search as an agent uses it: keyboard, copying, filters, address, and whatever is typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from handbook.search.normal import grams, normal
from tests.browser.conftest import PHONE, Visit, clipboard
from tests.search.queries import queries

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_ASK = Path(__file__).with_name("recall.js").read_text("utf-8")
BOX = "main input[type=search]"
HOSTILE = [
    "<img src=x onerror=alert(1)>", "退款" * 5000, "\U0001f600\U0001f468\u200d",
    "\x07\x1b",
    "[[script.refund-promise]]", "$&$1\\", "__proto__", "constructor", "''''", "%%%", "(((",
    "\u202e退款",
]  # fmt: skip


def ask(page: Page, text: str) -> Locator:
    """Type into the box of the search page, and wait until all is found."""
    page.locator(BOX).fill(text)
    return answered(page)


def answer(page: Page, text: str) -> list[str]:
    """The ids of the first results."""
    held: list[str] = page.evaluate(_ASK, [text])[0]
    return held


def answered(page: Page) -> Locator:
    page.wait_for_function(
        "([box]) => box.dataset.hbAnswered"
        " === handbookSearch.query(box.querySelector('input').value)",
        arg=[page.locator("[data-hb-results]").element_handle()],
    )
    return page.locator("main .hb-hit")


def test_a_result_is_the_answer(visit: Visit) -> None:
    first = ask(visit.open("search/"), "退款超时").first
    expect(first.locator("a b")).to_have_text("退款超时道歉与跟进")
    expect(first.locator("mark").first).to_have_text("退款超时")
    expect(first.locator(".hb-line q")).to_contain_text("抱歉")
    first.locator("[data-hb-copy]").click()
    assert "抱歉" in clipboard(visit.page)


def test_a_step_is_linked_with_its_limit(visit: Visit) -> None:
    first = ask(visit.open("search/"), "牵头调查核实").first
    expect(first.locator("a")).to_have_attribute("href", re.compile("SOP-CMP-01/#investigate$"))
    expect(first.locator(".hb-limit").first).to_have_text(re.compile(r"\d"))


@pytest.mark.parametrize(
    ("text", "why"),
    [("tuihuanhuo", "拼音"), ("tuikaun", "拼音"), ("投述", "纠错"), ("退钱", "同义词")],
)
def test_the_reason_is_shown_where_it_is_not_the_words(visit: Visit, text: str, why: str) -> None:
    hits = ask(visit.open("search/"), text)
    expect(hits.locator(".hb-why").first).to_contain_text(why)


@pytest.mark.parametrize(
    "text", ["我要退款", "怎么退款", "能不能退款", "退款呢", "退款。", "退款？"]
)
def test_a_sentence_around_a_word_leads_where_the_word_does(visit: Visit, text: str) -> None:
    page = visit.open("search/")
    alone = ask(page, "退款").first.locator("a b").inner_text()
    expect(ask(page, text).first.locator("a b")).to_have_text(alone)


def test_a_forbidden_phrase_says_what_to_say_instead(visit: Visit) -> None:
    first = ask(visit.open("search/"), "这个不归我管").first
    expect(first.locator("small")).to_have_text("禁用语")
    expect(first.locator(".hb-instead")).to_be_visible()
    expect(first.locator("[data-hb-copy]").first).to_be_visible()


def test_the_keyboard_does_it_all(visit: Visit) -> None:
    page = visit.open("sops/")
    page.keyboard.press("/")
    page.keyboard.insert_text("投诉致歉")
    expect(page.locator(".hb-found:visible .hb-line").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    field = page.locator(".hb-head input")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("^hb-hit-"))
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Control+c")
    assert "道歉" in clipboard(page)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("平均处理时长")
    expect(page.locator(".hb-found:visible .hb-hit").first).to_contain_text("平均处理时长")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+c")
    expect(page.locator(".hb-toast")).to_have_text("没有复制：这一条没有话术")
    page.keyboard.press("Escape")
    expect(page.locator(".hb-found:visible")).to_have_count(0)


def test_half_composed_pinyin_answers_already(visit: Visit) -> None:
    page = visit.open("search/")
    field = page.locator(BOX)
    field.focus()
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "tou's", "selectionStart": 5, "selectionEnd": 5}
    )
    expect(answered(page).first.locator("a b")).to_contain_text("投诉")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("search/"))


def test_a_filter_leaves_one_kind_and_a_role_is_remembered(visit: Visit) -> None:
    page = visit.open("search/")
    ask(page, "退款")
    page.locator("main [name=kind]").select_option("scripts")
    expect(page.locator("main .hb-hit small").first).to_have_text(re.compile("话术"))
    kinds = set(answered(page).locator(".hb-head-line small").all_inner_texts())
    assert kinds <= {"话术", "话术库"}
    page.locator("main [name=role]").select_option(label="收银员")
    page.wait_for_function("() => window.handbookKept.get('hb-reader', {}).role === 'role.cashier'")


def test_an_id_typed_up_to_a_leading_zero_begins_its_series(visit: Visit) -> None:
    page = visit.open("search/")
    series = {id_ for id_ in answer(page, "SOP-CMP-01") if id_.startswith("SOP-CMP-0")}
    assert series
    for typed in ("SOP-CMP-0", "CMP-0", "sop-cmp0"):
        assert series <= set(answer(page, typed)), typed


def test_it_says_how_many_there_are_and_shows_more(visit: Visit) -> None:
    page = visit.open("search/")
    hits = ask(page, "客户")
    told = page.locator("main .hb-said")
    expect(told).to_have_text(re.compile(r"前 20 条，共 \d+ 条"))
    total = int(re.findall(r"\d+", told.inner_text())[1])
    expect(hits).to_have_count(20)
    more = page.get_by_role("button", name="更多")
    for shown in range(40, total + 20, 20):
        more.click()
        expect(hits).to_have_count(min(shown, total))
    expect(more).to_be_hidden()
    expect(page.locator(BOX)).to_be_focused()
    expect(told).to_have_text(f"显示 {total} 条结果")
    ask(page, "退款超时道歉与跟进")
    expect(hits.nth(19)).to_be_hidden()


def test_an_address_holds_the_query(visit: Visit) -> None:
    page = visit.open("search/?q=%E9%80%80%E6%8D%A2%E8%B4%A7")
    expect(answered(page).first.locator("a b")).to_have_text("退换货")
    ask(page, "投诉")
    expect(page).to_have_url(re.compile(r"q=%E6%8A%95%E8%AF%89$"))


def test_what_was_asked_is_offered_again(visit: Visit) -> None:
    page = visit.open("search/")
    ask(page, "退换货").first.locator("a").click()
    page.goto(f"{visit.home}search/")
    page.locator(BOX).focus()
    expect(page.locator("main .hb-past a")).to_have_text("退换货")


def test_enter_waits_for_the_place_of_the_result(visit: Visit) -> None:
    page = visit.open("search/")
    page.locator(BOX).fill("牵头调查核实")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("SOP-CMP-01/#investigate$"))


def test_every_script_of_a_result_is_copied_by_keyboard(visit: Visit) -> None:
    page = visit.open("search/")
    ask(page, "致歉并首次响应")
    box = page.locator(BOX)
    box.press("ArrowDown")
    lines = page.locator('.hb-hit[aria-selected="true"] .hb-line')
    expect(lines).to_have_count(2)
    box.press("ArrowRight")
    expect(lines.nth(1).locator(".hb-by-key")).to_be_visible()
    second = lines.nth(1).locator("button")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "-")
    page.get_by_label("类别", exact=True).select_option("流程")  # the list is made anew
    expect(lines.nth(1).locator(".hb-by-key")).to_be_visible()
    box.press("Control+c")
    title = second.get_attribute("data-hb-copy")
    expect(page.locator(".hb-toast")).to_contain_text(f"已复制：{title}")
    box.press("ArrowLeft")
    expect(lines.nth(0).locator(".hb-by-key")).to_be_visible()
    box.press("ArrowLeft")
    assert box.evaluate("box => box.selectionStart") == len("致歉并首次响应") - 1
    box.press("ArrowRight")  # the caret's, as it is inside the text
    expect(lines.nth(0).locator(".hb-by-key")).to_be_visible()


def test_filters_are_called_by_what_they_narrow_down(visit: Visit) -> None:
    page = visit.open("search/")
    ask(page, "退款")
    for name in ("类别", "岗位", "渠道"):
        expect(page.locator("main").get_by_label(name, exact=True)).to_be_visible()


def test_a_pinned_script_is_at_hand_until_it_is_let_go(visit: Visit) -> None:
    page = visit.open("search/")
    hit = ask(page, "退款超时").filter(has=page.locator(".hb-pin")).first
    title = hit.locator("a b").inner_text()
    hit.locator(".hb-pin").click()
    page.goto(f"{visit.home}sops/")
    page.keyboard.press("/")
    pinned = page.locator(".hb-head .hb-hit")
    expect(pinned.locator("a b")).to_have_text(title)
    expect(page.locator(".hb-head .hb-said")).to_contain_text("固定的话术")
    page.keyboard.press("Control+c")
    assert len(clipboard(page)) > 9
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    button = page.locator("main .hb-pin")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    page.goto(f"{visit.home}sops/")
    page.keyboard.press("/")
    expect(page.locator(".hb-head .hb-hit")).to_have_count(0)


def test_a_script_is_pinned_by_a_key_and_it_is_said(visit: Visit) -> None:
    page = visit.open("search/")
    hit = ask(page, "退款超时").filter(has=page.locator(".hb-pin")).first
    title = hit.locator("a b").inner_text()
    expect(hit.locator(".hb-pin")).to_have_accessible_name(f"固定 {title}")
    expect(page.locator(BOX)).to_have_accessible_description(re.compile("Alt\\+Shift\\+P"))
    page.locator(BOX).press("ArrowDown")
    page.locator(BOX).press("Alt+Shift+P")
    expect(hit.locator(".hb-pin")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("main .hb-said")).to_contain_text(f"已固定：{title}")
    page.locator(BOX).press("Alt+Shift+P")
    expect(page.locator("main .hb-said")).to_contain_text(f"已取消固定：{title}")


def test_words_to_copy_follow_the_mood_of_the_call(visit: Visit) -> None:
    page = visit.open("search/")
    line = ask(page, "投诉致歉").filter(has=page.locator(".hb-pin")).first.locator(".hb-line")
    usual = line.inner_text()
    page.evaluate("handbookCall.feel('angry')")
    expect(line.locator(".hb-suits")).to_have_text(re.compile("."))
    assert line.inner_text() != usual
    line.locator("[data-hb-copy]").click()
    copied = clipboard(page)
    assert line.locator(".hb-suits").inner_text() not in copied
    page.evaluate("handbookCall.feel('')")
    expect(line.locator(".hb-suits")).to_have_count(0)


def test_what_to_mind_stands_by_the_words_and_is_not_copied(visit: Visit) -> None:
    page = visit.open("search/")
    line = ask(page, "投诉致歉").filter(has=page.locator(".hb-pin")).first.locator(".hb-line")
    note = line.locator("small").last.inner_text()
    assert note.startswith("使用提示 ")
    line.locator("[data-hb-copy]").click()
    assert "使用提示" not in clipboard(page)


def test_searches_in_vain_are_counted_and_can_be_taken_along(visit: Visit) -> None:
    page = visit.open("search/")
    ask(page, "qqqqzzzz")
    expect(page.locator("main .hb-said")).to_contain_text("没有找到")
    page.wait_for_function("() => window.handbookKept.get('hb-missed')")
    page.reload()
    with page.expect_download() as download:
        page.locator("[data-hb-missed] button").first.click()
    assert "qqqqzzzz" in Path(download.value.path()).read_text("utf-8-sig")
    page.locator("[data-hb-missed] button").last.click()
    expect(page.locator("[data-hb-missed]")).to_be_hidden()


@pytest.mark.parametrize("text", ["有点咸", "生锈", "不通水"])
def test_what_is_only_guessed_is_said_and_not_copied_unchosen(visit: Visit, text: str) -> None:
    page = visit.open("search/")
    hits = ask(page, text)
    expect(page.locator("main .hb-said")).to_have_text(f"没有找到「{text}」，以下按相近的字查")
    page.locator(BOX).press("Control+c")
    expect(page.locator(".hb-toast")).to_contain_text("先选一条")
    page.wait_for_function(
        "(text) => window.handbookKept.get('hb-missed', {})[text] === 1", arg=text
    )
    page.locator(BOX).press("ArrowDown")
    if hits.first.locator("[data-hb-copy]").count():
        page.locator(BOX).press("Control+c")
        clipboard(page)


def test_what_the_handbook_says_is_not_taken_for_a_slip(visit: Visit) -> None:
    page = visit.open("search/")
    expect(ask(page, "电梯").first.locator("a b")).to_have_text("渠道接入与问候")
    expect(page.locator("main .hb-said")).to_contain_text("条结果")


@pytest.mark.parametrize("text", ["退款", "交接班", "cp", "赠品"])
def test_only_what_can_be_seen_is_copied_unchosen(visit: Visit, text: str) -> None:
    visit.page.set_viewport_size({"width": 1093, "height": 500})
    page = visit.open("search/")
    hits = ask(page, text)
    edge = "button => button.getBoundingClientRect().bottom <= innerHeight"
    buttons = hits.locator("[data-hb-copy]")
    seen = buttons.count() > 0 and buttons.first.evaluate(edge)
    expect(page.locator(".hb-by-key")).to_have_count(int(seen))
    page.locator(BOX).press("Control+c")
    said = "已复制" if seen else "没有复制：这一条没有话术"
    expect(page.locator(".hb-toast")).to_contain_text(said)
    page.locator(BOX).press("Alt+Shift+P")
    assert page.evaluate("window.handbookKept.get('hb-pinned', [])") == []


def test_what_is_copied_is_named(visit: Visit) -> None:
    page = visit.open("search/")
    ask(page, "退款超时")
    page.locator(BOX).press("Control+c")
    expect(page.locator(".hb-toast")).to_contain_text("已复制：退款超时道歉与跟进")


def test_words_for_colleagues_are_marked_and_come_later(visit: Visit) -> None:
    page = visit.open("search/")
    first = ask(page, "催别的部门").first
    expect(first.locator(".hb-line .hb-inside")).to_have_text("说给同事")
    page.locator(BOX).press("Control+c")
    expect(page.locator(".hb-toast")).to_contain_text("已复制：逾期催办 · 说给同事")
    assert "说给同事" not in clipboard(page)
    ask(page, "退款")
    expect(page.locator("main .hb-hit a b", has_text="请财务核实退款")).to_be_visible()
    titles = page.locator("main .hb-hit a b").all_inner_texts()
    assert titles.index("请财务核实退款") > titles.index("承诺今天 18:00 前退款")


def test_an_arrow_or_enter_opens_again_what_escape_closed(visit: Visit) -> None:
    page = visit.open("sops/")
    field = page.locator(".hb-head input")
    panel = page.locator(".hb-head .hb-found")
    page.keyboard.press("/")
    page.keyboard.insert_text("投诉致歉")
    for key in ("ArrowDown", "Enter"):
        expect(panel.locator(".hb-line").first).to_be_visible()
        field.press("Escape")
        expect(panel).to_be_hidden()
        field.press(key)
        expect(panel).to_be_visible()
    expect(field).to_have_value("投诉致歉")


def test_the_words_to_copy_are_read_with_the_result(visit: Visit) -> None:
    page = visit.open("search/")
    first = ask(page, "退款超时").first
    expect(first.locator("[data-hb-copy]")).to_have_accessible_name("复制 退款超时道歉与跟进")
    page.locator(BOX).press("ArrowDown")
    active = page.locator(BOX).get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{active}']")).to_have_accessible_description(re.compile("抱歉"))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_only_text(visit: Visit, text: str) -> None:
    page = visit.open("search/")
    ask(page, text)
    assert page.locator("main .hb-found img").count() == 0


def test_half_a_character_is_no_error(visit: Visit) -> None:
    page = visit.open("search/")
    page.evaluate(
        "() => { const box = document.querySelector('main input[type=search]');"
        " box.value = '退款\\ud83d'; box.dispatchEvent(new Event('input')); }"
    )
    expect(answered(page).first).to_be_visible()


def test_markup_in_a_title_is_shown_as_text(visit: Visit) -> None:
    page = visit.open("search/")
    core = page.evaluate(
        "async () => { const core = await handbookSearch.core(); const { entry } = core;"
        " core.entry = (at) => ({ ...entry(at), title: '<img src=x onerror=alert(1)>' });"
        " return entry(0).id; }"
    )
    expect(ask(page, core).first.locator("a b")).to_have_text("<img src=x onerror=alert(1)>")


@pytest.mark.parametrize(("part", "left"), [("core", 0), ("p0", 1), ("f0", 1)])
def test_a_missing_part_is_said_and_the_rest_works(
    context: BrowserContext, home: str, part: str, left: int
) -> None:
    page = context.new_page()
    context.route(re.compile(rf"/search/[0-9a-f]+/{part}\.js$"), lambda route: route.abort())
    page.goto(f"{home}search/")
    page.locator(BOX).fill("7天无理由退货 SOP-RET-01")
    expect(page.locator("main .hb-said")).to_contain_text("没有读到")
    page.locator(BOX).fill("SOP-RET-01")
    expect(page.locator("main .hb-said")).to_contain_text(
        "没有读到" if not left else re.compile(".+")
    )
    assert (page.locator("main .hb-hit").count() > 0) == bool(left)


def test_it_works_from_a_folder_on_disk(context: BrowserContext, real_site: Path) -> None:
    page = context.new_page()
    page.goto((real_site / "search" / "index.html").as_uri())
    expect(ask(page, "投诉处理").first.locator("a b")).to_have_text("投诉处理")


def test_results_fit_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.open("search/")
    ask(page, "退款")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_browser_writes_the_same_normal_form(visit: Visit) -> None:
    page = visit.open("search/")
    texts = [query.text for query in queries()]
    forms = page.evaluate(
        "async (texts) => { const { core, habits, learn, normal, grams } = handbookSearch;"
        " await core(); learn((await habits()).folds);"
        " return texts.map((text) => [normal(text), [...new Set(grams(normal(text)))].sort()]); }",
        texts,
    )
    assert forms == [[normal(text), sorted(grams(normal(text)))] for text in texts], json.dumps(
        forms
    )


def test_nothing_but_what_is_needed_is_fetched(context: BrowserContext, home: str) -> None:
    asked: list[str] = []
    page = context.new_page()

    def note(route: Route) -> None:
        asked.append(route.request.url.rpartition("/")[2])
        route.continue_()

    page.route("**/search/*/*.js", note)
    page.goto(f"{home}sops/")
    assert asked == []
    page.keyboard.press("/")
    page.wait_for_function("() => document.querySelector('.hb-narrow')")
    assert asked == ["core.js"]
