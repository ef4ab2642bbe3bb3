"""What readers do: search, copy, filter, sort, switch to dark, open the drawer, print."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from handbook.site.sections import SECTIONS
from tests.browser.conftest import DESKTOP, PHONE, Visit, clipboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
SAMPLE = (
    "",
    "sops/SOP-CMP-01/",
    "policies/POL-COM-01/",
    "scripts/refund-promise/",
    "roles/frontline/",
    "channels/chat/",
    "scenes/return/",
    *(section.path for section in SECTIONS),
)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_load_in_peace_and_fit(visit: Visit, size: ViewportSize) -> None:
    visit.page.set_viewport_size(size)
    for path in SAMPLE:
        page = visit.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"
        assert visit.complaints == [], path


# --- Search -------------------------------------------------------------------------------------


def results(page: Page) -> list[str]:
    found = page.locator(".hb-found:visible a b")
    expect(found.first).to_be_visible()
    return found.all_inner_texts()


def test_two_characters_find_what_holds_them(visit: Visit) -> None:
    page = visit.open()
    page.keyboard.press("/")
    page.keyboard.insert_text("退款")
    expect(page.locator(".hb-found:visible mark").first).to_have_text("退款")


def test_a_result_opens_at_its_place(visit: Visit) -> None:
    page = visit.open("register/")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("致歉并首次响应")
    expect(page.locator(".hb-found:visible .hb-at").first).to_have_text(re.compile("致歉"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sops/SOP-CMP-01/#soothe$"))


def test_a_document_is_found_by_its_id(visit: Visit) -> None:
    page = visit.open()
    page.locator("main input[type=search]").fill("sop-cmp-01")
    assert results(page)[0] == "投诉处理"


def test_a_question_finds_what_shares_its_words(visit: Visit) -> None:
    page = visit.open()
    page.locator("main input[type=search]").fill("客户说东西坏了要退款怎么处理")
    assert results(page)


def test_nothing_found_is_said(visit: Visit) -> None:
    page = visit.open()
    page.locator("main input[type=search]").fill("xyzzy")
    expect(page.locator(".hb-found:visible [role=status]")).to_contain_text("没有找到")


def test_escape_closes_the_results(visit: Visit) -> None:
    page = visit.open("sops/")
    page.keyboard.press("/")
    page.keyboard.insert_text("投诉")
    results(page)
    page.keyboard.press("Escape")
    expect(page.locator(".hb-found:visible")).to_have_count(0)


def test_a_slash_in_a_field_is_a_slash(visit: Visit) -> None:
    page = visit.open("register/")
    field = page.locator("[data-hb-by=text]")
    field.click()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


# --- Copy, filter, sort -------------------------------------------------------------------------


def test_a_script_is_copied_with_its_blanks(visit: Visit) -> None:
    page = visit.open("scripts/refund-promise/")
    button = page.locator("[data-hb-copy]").first
    words = page.locator("[data-hb-text]").first.evaluate(
        "box => [...box.childNodes].slice(1).map((node) => node.textContent).join('')"
    )
    button.click()
    expect(button).to_have_text("已复制")
    copied = clipboard(page)
    slot = page.locator(".hb-slot").first.inner_text()
    assert f"〔{slot}〕" in copied
    assert "复制" not in copied
    assert re.sub(r"[〔〕\s]", "", copied) == re.sub(r"\s", "", words)
    expect(button).to_have_text("复制", timeout=4000)


def test_the_library_is_filtered_without_loading_again(visit: Visit) -> None:
    page = visit.open("scripts/")
    asked: list[str] = []
    loading = {"document", "fetch", "xhr"}
    page.on("request", lambda one: asked.append(one.url if one.resource_type in loading else ""))
    every = page.locator("[data-hb-item]:visible").count()
    page.locator("[data-hb-by=scene]").select_option("return")
    shown = page.locator("[data-hb-item]:visible")
    some = shown.count()
    assert 0 < some < every
    assert set(shown.evaluate_all("items => items.map((item) => item.dataset.scene)")) == {"return"}
    page.locator("[data-hb-by=mood]").select_option("angry")
    assert 0 < page.locator("[data-hb-item]:visible").count() < some
    count = page.locator("[data-hb-count]")
    expect(count).to_have_text(str(page.locator("[data-hb-item]:visible").count()))
    assert [url for url in asked if url and not url.endswith("manifest.json")] == []
    assert page.url.endswith("?scene=return&mood=angry")


def test_a_choice_in_the_address_is_kept(visit: Visit) -> None:
    page = visit.open("scripts/?channel=phone")
    expect(page.locator("[data-hb-by=channel]")).to_have_value("phone")
    channels = page.locator("[data-hb-item]:visible").evaluate_all(
        "items => items.map((item) => item.dataset.channel.split(' ').includes('phone'))"
    )
    assert channels
    assert all(channels)


def test_words_that_nothing_holds_leave_nothing(visit: Visit) -> None:
    page = visit.open("scripts/")
    expect(page.locator("[data-hb-none]")).to_be_hidden()
    page.locator("[data-hb-by=text]").fill("tuihuanhuo")
    expect(page.locator("[data-hb-item]:visible")).to_have_count(0)
    page.get_by_role("link", name="在全站搜索").click()
    expect(page.locator(".hb-found:visible").first).to_contain_text("退换货")


def test_the_register_is_sorted_up_and_down(visit: Visit) -> None:
    page = visit.open("register/")
    table = page.locator("table[data-hb-sort]").first
    heading = table.locator("thead th").nth(5)
    days = "rows => rows.map((row) => row.cells[5].textContent)"
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    up = table.locator("tbody tr").evaluate_all(days)
    assert up == sorted(up)
    heading.locator("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert table.locator("tbody tr").evaluate_all(days) == sorted(up, reverse=True)


def test_times_stay_together_and_what_has_no_limit_comes_last(visit: Visit) -> None:
    page = visit.open("service-levels/")
    for table in page.locator("table[data-hb-sort]").all():
        button = table.locator("thead th").nth(1).locator("button")
        for turned in (False, True):
            button.click()
            cells = table.locator("tbody tr").evaluate_all(
                "rows => rows.map(({ cells: [, { dataset }] }) => [dataset.k || '', dataset.v])"
            )
            kinds = [kind for kind, size in cells if size]
            assert [size for _, size in cells[len(kinds) :] if size] == []
            runs = [
                kind for kind, before in zip(kinds, ["-", *kinds], strict=False) if kind != before
            ]
            assert runs[0] == ""
            assert len(runs) == len(set(runs))
            times = [float(size) for kind, size in cells if size and not kind]
            assert times == sorted(times, reverse=turned)


def test_what_is_filtered_away_leaves_the_contents_too(visit: Visit) -> None:
    page = visit.open("register/")
    links = page.locator("[data-hb-toc] a")
    expect(links.first).to_be_visible()
    assert links.count() > 1
    page.locator("[data-hb-by=text]").fill("没有这样的文件")
    expect(page.locator("[data-hb-toc] a:visible")).to_have_count(0)
    expect(page.locator(".hb-page h2:visible")).to_have_count(0)


def test_a_line_of_a_scorecard_can_be_linked_to(visit: Visit) -> None:
    page = visit.open("scorecards/QA-01/")
    row = page.locator("table.hb-score tbody tr").first
    link = row.get_by_role("link", name="复制链接：")
    row.locator("th").hover()
    link.click()
    expect(page).to_have_url(re.compile("#" + re.escape(row.get_attribute("id") or "-")))
    assert clipboard(page).endswith(page.url)


# --- Appearance ---------------------------------------------------------------------------------


def test_dark_is_kept_from_page_to_page(visit: Visit) -> None:
    page = visit.open()
    page.emulate_media(color_scheme="light")
    light = background(page)
    button = page.get_by_role("button", name="深色")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = background(page)
    assert dark != light
    visit.open("sops/")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert background(page) == dark
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_schemes(visit: Visit, scheme: str) -> None:
    page = visit.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("", "sops/SOP-CMP-01/", "phrases/", "register/", "panel/"):
        visit.open(path)
        faint = page.evaluate(CONTRAST)
        assert not faint, f"{path}: {faint}"


def test_sections_open_in_a_drawer_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.open("sops/")
    nav = page.locator("#nav")
    expect(nav).to_be_hidden()
    page.locator(".hb-menu").click()
    expect(nav).to_be_visible()
    expect(page.locator(".hb-menu")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    page.locator(".hb-menu").click()
    nav.get_by_text("话术库").click()
    expect(page).to_have_url(re.compile(r"/scripts/$"))


def test_every_page_leads_to_all_sections(visit: Visit) -> None:
    every = visit.open().locator("#nav a").all_inner_texts()
    page = visit.open("sops/SOP-CMP-01/")
    assert page.locator("#nav a").all_inner_texts() == every
    expect(page.locator("#nav [aria-current]")).to_have_text("标准作业程序")
    page.locator("#nav").get_by_text("服务时限").click()
    expect(page).to_have_url(re.compile(r"/service-levels/$"))


def test_the_contents_name_the_sections_of_a_page(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    entries = page.locator("[data-hb-toc] a").all_inner_texts()
    assert {"速答卡", "操作步骤", "牵头调查核实"} <= set(entries)


def test_the_contents_follow_the_reader(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    page.evaluate("document.getElementById('investigate').scrollIntoView()")
    here = page.locator("[data-hb-toc] [aria-current=location]")
    expect(here).to_have_attribute("href", "#investigate")


def test_paper_shows_the_stamp_and_nothing_to_click(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".hb-stamp").first).to_be_visible()
    expect(page.locator(".hb-foot")).to_contain_text("打印件非受控")
    for hidden in (".hb-head", ".hb-nav", ".hb-toc", "[data-hb-copy] >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    assert background(page) == "rgb(255, 255, 255)"


def test_every_sheet_says_what_it_is_of_and_what_its_columns_are(visit: Visit) -> None:
    page = visit.open("register/")
    printed = sheets(page)
    assert len(printed) > 2
    for number, sheet in enumerate(printed, 1):
        assert "受控文件清单 · 20" in sheet
        assert f"{number}/{len(printed)}" in sheet.replace(" ", "")
        assert "文件编号" in sheet


def sheets(page: Page) -> list[str]:
    """What is printed of a page, sheet by sheet."""
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=page.pdf(format="A4"), capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_every_sheet_says_it_where_the_browser_knows_no_page_margins(visit: Visit) -> None:
    visit.page.add_init_script("delete window.CSSMarginRule")
    page = visit.open("register/")
    said = re.compile("受控文件清单 · 20")
    assert {len(said.findall(sheet)) for sheet in sheets(page)} == {2}  # this browser has both
    expect(page.locator(".hb-sheet-foot")).to_have_count(0)


def test_what_is_folded_is_printed_and_folded_again(visit: Visit) -> None:
    page = visit.open("scripts/SCR-OPEN-01/")
    folded = page.locator(".hb-variants:not([open])")
    before = folded.count()
    assert before > 10
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(before)


def test_the_home_page_is_printed_in_ink(visit: Visit) -> None:
    page = visit.open("")
    page.emulate_media(media="print")
    expect(page.locator(".hb-search-large")).to_be_hidden()
    assert page.evaluate(CONTRAST) == []


def test_a_form_fits_on_paper(visit: Visit) -> None:
    width = round((210 - 32) / 25.4 * 96)
    visit.page.set_viewport_size({"width": width, "height": 1000})
    for form in ("qa-sheet", "goal-sheet", "measure-tracking", "pdca-review", "shift-handover"):
        page = visit.open(f"forms/{form}/")
        page.emulate_media(media="print")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, form
        boxes = page.locator(".hb-scroll > table").evaluate_all(
            "all => all.map((table) => table.scrollWidth - table.parentElement.clientWidth)"
        )
        assert max(boxes) <= 0, form


def test_printed_questions_keep_their_answers(visit: Visit) -> None:
    page = visit.open("training/TRN-03/")
    page.emulate_media(media="print")
    expect(page.locator(".hb-quiz").first).to_be_visible()
    expect(page.locator(".hb-quiz details:visible")).to_have_count(0)


# --- Without help -------------------------------------------------------------------------------


def test_everything_can_be_read_without_scripts(visit: Visit, home: str) -> None:
    browser = visit.page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False, viewport=None)
    page = context.new_page()
    page.goto(home + "sops/SOP-CMP-01/")
    page.locator(".hb-path a").nth(1).click()
    expect(page.locator("h1")).to_have_text("标准作业程序")
    page.locator("#nav").get_by_text("话术库").click()
    assert page.locator("[data-hb-item]:visible").count() > 100
    expect(page.locator(".hb-filter")).to_be_hidden()
    expect(page.locator("[data-hb-copy]").first).to_be_hidden()
    context.close()


def test_links_work_from_a_folder_on_disk(visit: Visit, real_site: Path) -> None:
    page = visit.page
    page.goto((real_site / "index.html").as_uri())
    page.locator(".hb-nav").get_by_text("标准作业程序").click()
    page.wait_for_url("**/sops/index.html")
    expect(page.locator("h1")).to_have_text("标准作业程序")
    visit.complaints.clear()
