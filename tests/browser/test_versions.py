"""Pages that turn over by themselves, and releases side by side."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit, served
from tests.desk import Project
from tests.sites import environment

pytestmark = pytest.mark.browser

LEVEL = """\
  - id: sla.close
    name: 结案
    touchpoint: 结案
    measure: resolution
    limit: 40 min
    applies: "[[SOP-RET-01#answer]]之后"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on 1 December 2026 whose procedure changes on the 15th; a limit is new then."""
    root = tmp_path_factory.mktemp("turning")
    project = Project(root)
    project.release()
    project.edit("登记退货", "当面登记退货")
    project.edit("客户要求退货", "客户到店要求退货")
    project.edit("问清订单号，再登记", "问清 订单号 ，再登记")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.edit("changes:\n", f"{LEVEL}changes:\n", "SLA-01")
    project.revise("1.1.0", "2026-11-20", effective="2026-12-15")
    project.revise("1.1.0", "2026-11-20", id_="SLA-01", effective="2026-12-15")
    project.release("2026-11-21")
    command = [sys.executable, "-m", "handbook", "build"]
    subprocess.run(command, cwd=root, env=environment(), check=True, capture_output=True)
    with served(root / "site") as address:
        yield address


def visit(browser: Browser, home: str, day: str) -> Visit:
    page = browser.new_context().new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T02:00:00").replace(tzinfo=UTC))
    return Visit(page, home)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("sops/SOP-RET-01/", "20 分钟"),
        ("service-levels/reply/", "20 分钟"),
        ("sops/", "客户到店要求退货"),
    ],
)
def test_a_page_turns_over_on_its_day(browser: Browser, home: str, path: str, new: str) -> None:
    before = visit(browser, home, "2026-12-14")
    expect(before.open(path).locator("main")).not_to_contain_text(new)
    after = visit(browser, home, "2026-12-15")
    page = after.open(path)
    main = page.locator("main")
    expect(main).to_contain_text(new)
    expect(main).not_to_contain_text("不得使用")
    assert page.url == home + path
    assert before.complaints + after.complaints == []


@pytest.mark.parametrize(
    ("day", "step", "limit"),
    [("2026-12-14", "登记退货", "30 分钟"), ("2026-12-15", "当面登记退货", "20 分钟")],
)
def test_the_search_turns_over_on_that_day(
    browser: Browser, home: str, day: str, step: str, limit: str
) -> None:
    on = visit(browser, home, day)
    page = on.open("search/")

    def first(query: str) -> Locator:
        page.locator("main input[type=search]").fill(query)
        page.locator(f"[data-hb-results][data-hb-answered='{query.lower()}']").wait_for()
        return page.locator("main .hb-hit").first

    expect(first("登记退货").locator(".hb-at")).to_have_text(re.compile(f"^{step} "))
    expect(first("sla.reply").locator(".hb-limit")).to_have_text(re.compile(limit))
    ids = page.locator("main .hb-hit a").evaluate_all("links => links.map(({href}) => href)")
    assert len(ids) == len(set(ids))
    assert on.complaints == []


def turn(page: Page) -> None:
    """Let the 15th come while a page is open."""
    page.clock.set_fixed_time(datetime(2026, 12, 15, 2, tzinfo=UTC))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_who_searches_goes_on_when_the_page_turns_over(browser: Browser, home: str) -> None:
    on = visit(browser, home, "2026-12-14")
    page = on.open()
    box = page.locator("main input[type=search]")
    box.fill("登记退货")
    step = page.locator("main .hb-hit .hb-at").first
    expect(step).to_have_text(re.compile("^登记退货 "))
    turn(page)
    expect(step).to_have_text(re.compile("^当面登记退货 "))
    expect(box).to_have_value("登记退货")
    expect(box).to_be_focused()
    box.fill("sla.reply")
    expect(page.locator("main .hb-hit .hb-limit").first).to_have_text(re.compile("20 分钟"))
    assert on.complaints == []


def test_a_draft_goes_on_when_the_page_turns_over(browser: Browser, home: str) -> None:
    on = visit(browser, home, "2026-12-14")
    page = on.open("check/")
    draft = page.get_by_label("要发的回复")
    draft.fill("首次答复 30 分钟内给您")
    turn(page)
    expect(page.locator('head script[src*="reply.js"]')).to_have_count(2)
    expect(draft).to_have_value("首次答复 30 分钟内给您")
    expect(draft).to_be_focused()
    assert on.complaints == []


def test_a_turned_page_is_not_called_superseded(browser: Browser, home: str) -> None:
    page = visit(browser, home, "2026-12-14").open("sops/SOP-RET-01/")
    manifest = page.evaluate("fetch(handbookManifest.root + 'manifest.json').then((a) => a.json())")
    document = manifest["documents"]["SOP-RET-01"]
    document.update(document.pop("coming")[0])
    page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    page.clock.set_fixed_time(datetime(2026, 12, 15, 2, tzinfo=UTC))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("main")).to_contain_text("20 分钟")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".hb-fresh")).to_have_count(0)
    document["version"] = "9.0.0"
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".hb-fresh")).to_contain_text("9.0.0")


def test_links_and_buttons_of_a_turned_page_work(browser: Browser, home: str) -> None:
    on = visit(browser, home, "2026-12-20")
    page = on.open("sops/SOP-RET-01/")
    page.get_by_role("heading", name="当面登记退货").first.wait_for()
    page.locator("main a[href*='service-levels/reply/']").first.click()
    page.wait_for_url("**/service-levels/reply/")
    assert page.url.startswith(home + "service-levels/reply/")
    assert on.complaints == []


def test_a_turned_page_is_a_checklist_of_its_own_version(browser: Browser, home: str) -> None:
    on = visit(browser, home, "2026-12-15")
    page = on.open("sops/SOP-RET-01/")
    page.get_by_role("heading", name="当面登记退货").first.wait_for()
    expect(page.locator(".hb-diagram a").first).to_have_attribute("href", "#register")
    page.get_by_role("button", name="按步骤勾选").click()
    page.get_by_label("完成：当面登记退货").check()
    expect(page.locator(".hb-run-state")).to_have_text("已完成 1 步。现在：2 答复客户")
    expect(page.locator("body")).to_have_attribute("data-doc", re.compile("^SOP-RET-01 1.1.0 "))
    assert on.complaints == []


def test_two_releases_stand_side_by_side(browser: Browser, home: str) -> None:
    on = visit(browser, home, "2026-12-01")
    page = on.open("sops/SOP-RET-01/history/")
    row = page.locator("tr.hb-changed").first
    row.wait_for()
    assert "登记退货" in page.locator("[data-hb-compare]").inner_text()
    page.get_by_label("也显示没有变化的内容").check()
    assert page.locator("tr.hb-same").first.is_visible()
    expect(page.locator("tr", has_text="问清 订单号")).to_have_class("hb-same")
    assert on.complaints == []


def test_the_coming_page_begins_with_its_title_on_screen_and_on_paper(
    browser: Browser, home: str
) -> None:
    page = visit(browser, home, "2026-12-14").open("next/2026-12-15/sops/SOP-RET-01/")
    page.set_viewport_size({"width": 390, "height": 844})
    differences = page.locator("[data-hb-coming] .hb-differences")
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator(".hb-answer > h2")).to_be_in_viewport()
    expect(differences).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(differences).to_be_hidden()


def test_the_coming_page_says_from_when_until_it_is_there(browser: Browser, home: str) -> None:
    path = "next/2026-12-15/sops/SOP-RET-01/"
    early = visit(browser, home, "2026-12-14").open(path)
    assert early.locator(".hb-notice[data-hb-coming]").is_visible()
    late = visit(browser, home, "2026-12-15").open(path)
    assert late.locator("[data-hb-coming]").count() == 0
    for page in (early, late):
        page.wait_for_load_state("networkidle")
        expect(page.locator(".hb-fresh")).to_have_count(0)


@pytest.mark.parametrize("path", ["service-levels/close/", "next/2026-12-15/service-levels/reply/"])
def test_what_is_to_come_is_in_order_before_and_after_its_day(
    browser: Browser, home: str, path: str
) -> None:
    for day, standing in (("2026-12-14", "待生效"), ("2026-12-15", "有效")):
        on = visit(browser, home, day)
        page = on.open(path)
        page.wait_for_load_state("networkidle")
        expect(page.locator(".hb-fresh")).to_have_count(0)
        expect(page.locator(".hb-stamp .hb-badge").filter(visible=True)).to_have_text([standing])
        assert on.complaints == []


def test_an_open_page_of_something_new_settles_on_its_day(browser: Browser, home: str) -> None:
    on = visit(browser, home, "2026-12-14")
    page = on.open("service-levels/close/")
    expect(page.locator("[data-hb-coming]").first).to_be_visible()
    links = page.locator("main a[href*='sops/SOP-RET-01/']")
    expect(links.first).to_have_attribute("href", "../../next/2026-12-15/sops/SOP-RET-01/#answer")
    page.clock.set_fixed_time(datetime(2026, 12, 15, 2, tzinfo=UTC))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-hb-coming]")).to_have_count(0)
    expect(links.first).to_have_attribute("href", f"{home}sops/SOP-RET-01/#answer")
    expect(page.locator(".hb-fresh")).to_have_count(0)
    assert on.complaints == []
