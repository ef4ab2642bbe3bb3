"""Nobody is shut out: what axe finds, the keyboard alone, enlarged pages, dictated colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize, expect

from handbook.site.sections import SECTIONS
from tests.browser.conftest import DESKTOP, PHONE, Visit, clipboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"]}
PAGES = (
    "", "search/?q=退款", "offline/", "verify/?id=SOP-CMP-01&v=1.0.0&d=12345678",
    "guide/", "guide/commands/", "zh-hant/",
    *(section.path for section in SECTIONS),
    "cards/CARD-04/", "cards/CARD-04/history/", "cards/CARD-04/1.1.0/", "channels/chat/",
    "escalation/emergency/", "etiquette/ETQ-SHOP-01/", "forms/follow-up/", "kpis/resolution-rate/",
    "channels/REF-CHANNELS/", "escalation/ESC-01/", "forms/FRM-01/", "kpis/KPI-01/",
    "roles/REF-ROLES/", "scripts/SCR-CMP-01/", "service-levels/SLA-01/", "terms/REF-TERMS/",
    "training/TRN-01/", "phrases/PHR-02/",
    "policies/POL-COM-01/", "print/MAN-QA/", "programmes/PRG-IMP-01/",
    "roles/frontline/", "scenes/return/", "scorecards/QA-01/", "scripts/refund-promise/",
    "service-levels/phone-answer/", "sops/SOP-CMP-01/", "sops/SOP-CMP-01/history/",
    "sops/SOP-CMP-01/2.0.0/", "training/culture/", "next/2026-12-15/",
    "next/2026-12-15/sops/SOP-FUP-01/", "panel/", "panel/example/",
)  # fmt: skip
LOOKS = [
    pytest.param(DESKTOP, "light", id="desktop-light"),
    pytest.param(PHONE, "dark", id="phone-dark"),
]
FOCUS = Path(__file__).with_name("focus.js").read_text("utf-8")


# --- What axe finds -----------------------------------------------------------------------------


def shape(path: str) -> tuple[str, ...]:
    """What kind of page lies at a path, by its folder and what its name looks like."""
    folder, *rest = path.partition("?")[0].strip("/").split("/")
    if not rest:
        return (folder,)
    last = rest[-1]
    looks = "history" if last == "history" else "version" if last[0].isdigit() else ""
    return ("any", looks) if looks else (folder, "document" if last[0].isupper() else "item")


def test_every_kind_of_page_is_looked_at(real_site: Path) -> None:
    """But for the list of rules, which is a long guide, and what leads to the site's root."""
    found = {
        shape(page.relative_to(real_site).as_posix().removesuffix("index.html"))
        for page in real_site.rglob("*.html")
        if page.relative_to(real_site).parts[0] not in ("next", "zh-hant")
    }
    assert found <= {shape(path) for path in PAGES} | {("rules",), ("404.html",)}


def report(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def open_page(browser: Browser, size: ViewportSize, scheme: str) -> Page:
    """A page in a context of its own; its policy must let axe in."""
    context = browser.new_context(
        viewport=size,
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
        locale="zh-CN",
        reduced_motion="reduce",
    )
    return context.new_page()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(
    browser: Browser, home: str, size: ViewportSize, scheme: str, path: str
) -> None:
    page = open_page(browser, size, scheme)
    page.goto(home + path)
    assert report(page) == []
    page.context.close()


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text("退款")
    expect(page.locator(".hb-found:visible .hb-line").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def drawer(page: Page) -> None:
    if page.locator(".hb-menu").is_visible():
        page.locator(".hb-menu").click()
        expect(page.locator("#nav")).to_be_visible()


def call(page: Page) -> None:
    page.keyboard.press("Alt+Shift+C")
    page.locator("[data-hb-blank]").first.fill("王女士")
    page.get_by_text("其他空位").click()


def checklist(page: Page) -> None:
    page.get_by_role("button", name="按步骤勾选").click()
    page.get_by_role("button", name="开始计时").first.click()
    page.get_by_label("完成：致歉并首次响应").check()
    page.get_by_label("客户要求给说法、赔偿或追责").check()


def reply(page: Page) -> None:
    page.get_by_label("要发的回复").fill("您好,这不归我管，手机 14312607358，请〔原因〕")
    expect(page.locator(".hb-offer").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("kpis/", search),
        ("kpis/resolution-rate/", drawer),
        ("scripts/empathy-first/", call),
        ("sops/SOP-CMP-01/", checklist),
        ("check/", reply),
    ],
    ids=["search", "drawer", "call", "checklist", "reply"],
)
def test_axe_finds_nothing_while_it_is_used(
    browser: Browser,
    home: str,
    scheme: str,
    size: ViewportSize,
    path: str,
    use: Callable[[Page], None],
) -> None:
    page = open_page(browser, size, scheme)
    page.goto(home + path)
    use(page)
    page.wait_for_timeout(400)
    assert report(page) == []
    page.context.close()


# --- The keyboard alone -------------------------------------------------------------------------


def tab(page: Page, wanted: str, key: str = "Tab", most: int = 80) -> None:
    """Go on until something has the focus; on the way every stop is seen."""
    for _ in range(most):
        page.keyboard.press(key)
        assert page.evaluate(FOCUS) == ""
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} is not reached")


def test_from_home_to_copied_words_without_a_mouse(visit: Visit) -> None:
    page = visit.open()
    tab(page, ".hb-skip", most=1)
    page.keyboard.press("Enter")
    tab(page, "main input[type=search]", most=1)
    page.keyboard.type("投诉处理")
    expect(page.locator("main .hb-hit").first).to_contain_text("投诉处理")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sops/SOP-CMP-01/"))
    page.wait_for_load_state("networkidle")
    tab(page, "main [data-hb-copy]")
    page.keyboard.press("Enter")
    assert "道歉" in clipboard(page)
    expect(page.locator("main [data-hb-copy]").first).to_be_focused()


@pytest.mark.parametrize("path", ["register/", "scripts/", "sops/SOP-CMP-01/"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_is_seen_at_every_stop(visit: Visit, path: str, key: str) -> None:
    page = visit.open(path)
    tab(page, "main a", key)
    for _ in range(40):
        before = page.evaluate_handle("document.activeElement")
        page.keyboard.press(key)
        assert page.evaluate(FOCUS) == ""
        assert page.evaluate("before => document.activeElement !== before", before), "a trap"


@pytest.mark.parametrize("wide", [320, 390, 853])
@pytest.mark.parametrize("path", ["kpis/", "register/", "scripts/", "changes/"])
def test_nothing_that_stays_in_its_place_covers_the_focus(
    visit: Visit, path: str, wide: int
) -> None:
    """The filters above a list, the first column of a table."""
    visit.page.set_viewport_size({"width": wide, "height": 640})
    page = visit.open(path)
    for key in ("Tab", "Shift+Tab"):
        tab(page, "main a", key)
        for _ in range(40):
            page.keyboard.press(key)
            assert page.evaluate(FOCUS) == ""


def test_escape_gives_the_focus_back(visit: Visit) -> None:
    page = visit.open("scripts/")
    opener = page.locator(".hb-call-open")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#_call")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#_call")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("tuikuan")
    expect(page.locator(".hb-found:visible .hb-hit").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".hb-head input")).to_be_focused()


# --- Enlarged, without motion, in the colours of the system --------------------------------------


@pytest.mark.parametrize("size", [(320, 256), (640, 512)], ids=["400%", "200%"])
def test_an_enlarged_page_is_read_without_scrolling_sideways(
    visit: Visit, size: tuple[int, int]
) -> None:
    """WCAG 1.4.10: 1280 x 1024 enlarged. Tables and drawings scroll in boxes of their own."""
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in PAGES:
        page = visit.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"


def test_what_is_wider_than_its_box_is_scrolled_by_keyboard(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    box = visit.open("kpis/").locator(".hb-scroll").first
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_role("group")
    expect(box).to_have_accessible_name(re.compile(r"\S"))
    visit.page.set_viewport_size({"width": 2000, "height": 1000})
    expect(box).not_to_have_attribute("tabindex", "0")


def test_nothing_moves_for_those_who_asked_for_that(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    visit.open("sops/SOP-CMP-01/#investigate")
    page.locator(".hb-menu").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_system_s_colours_leave_signs_and_choices_visible(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(forced_colors="active")
    visit.open("sops/SOP-CMP-01/")
    search(page)
    chosen = page.locator('.hb-hit[aria-selected="true"]')
    assert chosen.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"
    ground, sign = (
        page.locator(f".hb-head {what}").first.evaluate(
            "it => getComputedStyle(it).backgroundColor"
        )
        for what in ("button", ".hb-i-theme")
    )
    assert ground != sign
    toggle = page.get_by_role("button", name="按步骤勾选")
    toggle.click()
    tick = toggle.evaluate("it => getComputedStyle(it, '::before').content")
    assert "✓" in tick


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_to_write_is_seen_by_its_border(browser: Browser, home: str, scheme: str) -> None:
    page = open_page(browser, DESKTOP, scheme)
    faint = Path(__file__).with_name("borders.js").read_text("utf-8")
    for path in ("check/", "verify/", "scripts/", "search/?q=退款", "offline/"):
        page.goto(home + path)
        expect(page.locator("main :is(input, select, textarea)").first).to_be_visible()
        assert page.evaluate(faint) == [], path
    page.context.close()


# --- What is heard --------------------------------------------------------------------------------


def test_a_blank_is_heard_as_what_is_copied(visit: Visit) -> None:
    page = visit.open("scripts/complaint-apology/")
    words = page.locator("main [data-hb-text]").first
    assert "〔客户称呼〕" in re.sub(r"\s", "", words.aria_snapshot())
    page.keyboard.press("Alt+Shift+C")
    page.locator("[data-hb-blank=customer_name]").fill("王女士")
    assert "〔王女士" not in re.sub(r"\s", "", words.aria_snapshot())


def test_a_clock_that_is_started_is_told_and_the_focus_stays_at_its_step(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    page.get_by_role("button", name="按步骤勾选").click()
    page.get_by_role("button", name="开始计时：致歉并首次响应，24 小时").press("Enter")
    expect(page.get_by_label("完成：致歉并首次响应")).to_be_focused()
    expect(page.locator(".hb-toast")).to_have_text("已开始计时：致歉并首次响应，24 小时")


def test_the_bar_of_a_call_keeps_the_focus_or_gives_it_back(visit: Visit) -> None:
    page = visit.open("scripts/complaint-apology/")
    page.keyboard.press("Alt+Shift+C")
    page.locator("[data-hb-blank=customer_name]").fill("王女士")
    page.keyboard.press("Escape")
    clear = page.locator(".hb-call-bar button")
    clear.focus()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(clear).to_be_focused()
    clear.press("Enter")
    expect(page.get_by_role("button", name="本次通话")).to_be_focused()


def test_the_tray_closes_when_the_focus_leaves_it(visit: Visit) -> None:
    page = visit.open("scripts/empathy-first/")
    page.keyboard.press("Alt+Shift+C")
    tab(page, "main a, main button")
    expect(page.locator("#_call")).to_be_hidden()


def names(page: Page, role: str) -> list[str]:
    """What the browser tells of everything that has a role."""
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [one["name"]["value"] for one in told if one.get("role", {}).get("value") == role]


def test_a_heading_is_called_by_its_words_and_its_link_can_be_reached(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    headings = names(page, "heading")
    assert {"速答卡", "1 致歉并首次响应"} <= set(headings)
    assert not [name for name in headings if "链接" in name]
    tab(page, ".hb-self")
    page.keyboard.press("Enter")
    assert clipboard(page).startswith(page.url.partition("#")[0] + "#")
    expect(page.locator(".hb-self:focus")).to_have_attribute(
        "aria-label", re.compile("^复制链接：")
    )


def test_signs_that_style_sheets_set_are_not_read(visit: Visit) -> None:
    page = visit.open("register/")
    assert "↕" not in "".join(names(page, "columnheader") + names(page, "button"))
    visit.open("sops/SOP-CMP-01/")
    assert not [name for name in names(page, "link") if name.startswith("›")]


def test_whether_it_is_dark_is_told_by_the_button(visit: Visit) -> None:
    page = visit.open()
    dark = page.get_by_role("button", name="深色", exact=True)
    expect(dark).to_have_attribute("aria-pressed", "false")
    dark.press("Enter")
    expect(dark).to_have_attribute("aria-pressed", "true")


def test_the_key_of_a_single_sign_can_be_switched_off(visit: Visit) -> None:
    page = visit.open("search/")
    page.get_by_label("按 / 键到搜索框").uncheck()
    page = visit.open()
    box = page.locator("main input[type=search]")
    expect(page.locator(".hb-search-large kbd")).to_be_hidden()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
