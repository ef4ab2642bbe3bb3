"""Whether what is read still holds: the bar of a superseded page, the answer to a scanned copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DOCUMENT, PAGE, Manifest, Visit, newer
from tests.codes import pages_of, read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOON = datetime(2026, 12, 1, 4, tzinfo=UTC)
INTERVAL = "03:01"


def bar(page: Page) -> Any:
    return page.locator(".hb-fresh")


# --- An open page --------------------------------------------------------------------------------


def test_a_page_in_force_says_nothing(visit: Visit) -> None:
    with visit.page.expect_response("**/manifest.json") as asked:
        page = visit.open(PAGE)
    assert asked.value.ok
    page.wait_for_timeout(100)
    expect(bar(page)).to_have_count(0)
    expect(page.locator(".hb-as-of")).to_have_count(0)


@pytest.mark.parametrize(("order", "top"), [("", 80), ("12345", 120)], ids=["idle", "in a call"])
def test_a_superseded_tab_says_so_within_an_interval(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None], order: str, top: int
) -> None:
    visit.page.clock.install(time=NOON)
    page = visit.open(PAGE)
    page.evaluate("order => handbookCall.set('order_no', order)", order)
    version = manifest["documents"][DOCUMENT]["version"]
    page.wait_for_load_state("networkidle")
    expect(bar(page)).to_have_count(0)
    serve(newer(manifest))
    page.clock.fast_forward(INTERVAL)
    expect(bar(page)).to_contain_text(f"{version} → 9.0.0")
    page.get_by_text("改了什么").click()
    expect(bar(page)).to_contain_text("首次回应改为一小时")
    assert top - 25 < bar(page).bounding_box()["y"] < top, "below the head, and below the call"
    with page.expect_navigation():
        page.get_by_role("button", name="打开新版").click()


def test_coming_back_to_a_tab_asks_again(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    visit.page.clock.install(time=NOON)
    page = visit.open(PAGE)
    page.wait_for_load_state("networkidle")
    serve(newer(manifest))
    page.clock.fast_forward("00:10")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(bar(page)).to_be_visible()


def test_items_follow_their_document(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manifest["documents"]["SCR-CMP-01"].update(version="9.0.0", digest="00000000")
    serve(manifest)
    page = visit.open("scripts/complaint-apology/")
    expect(bar(page)).to_contain_text("→ 9.0.0")


def test_a_change_elsewhere_concerns_overviews_only(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manifest["edition"] = "2026.12.02-00000000"
    serve(manifest)
    for path, bars in [(PAGE, 0), ("", 1), ("roles/frontline/", 1), ("guide/agents/", 1)]:
        page = visit.open(path)
        page.wait_for_load_state("networkidle")
        expect(bar(page)).to_have_count(bars)


def test_the_next_day_s_edition_of_the_same_content_is_no_news(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manifest["edition"] = "2026.12.02" + manifest["edition"][10:]
    serve(manifest)
    page = visit.open()
    page.wait_for_load_state("networkidle")
    expect(bar(page)).to_have_count(0)


def test_a_retired_document_names_what_supersedes_it(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manifest["documents"][DOCUMENT].update(standing="retired", superseded_by="SOP-RET-01")
    serve(manifest)
    page = visit.open(PAGE)
    expect(bar(page)).to_contain_text("已作废")
    bar(page).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/sops/SOP-RET-01/$"))


def test_a_search_that_nothing_answered_takes_no_warning_away(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manifest["documents"][DOCUMENT].update(standing="retired")
    serve(manifest)
    page = visit.open(PAGE)
    expect(bar(page)).to_contain_text("已作废")
    with page.expect_response("**/manifest.json*"):
        page.evaluate(
            "document.dispatchEvent(new CustomEvent('hb-unanswered', { detail: '退款' }))"
        )
    page.wait_for_timeout(300)
    expect(bar(page)).to_contain_text("已作废")


def test_a_coming_version_turns_the_page_on_its_day_in_the_handbook_s_time_zone(
    browser: Browser, home: str, manifest: Manifest
) -> None:
    coming = {"version": "9.0.0", "effective": "2026-12-24", "digest": "00000000"}
    manifest["documents"][DOCUMENT]["coming"] = [{**coming, "standing": "in-force"}]
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.clock.install(time=datetime(2026, 12, 23, 15, 58, tzinfo=UTC))  # 23:58 in Shanghai
    page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    page.goto(home + PAGE)
    page.wait_for_load_state("networkidle")
    expect(bar(page)).to_have_count(0)
    page.clock.fast_forward(INTERVAL)
    expect(bar(page)).to_contain_text("自今天起执行")
    page.evaluate("document.addEventListener('hb-in-force', (event) => event.preventDefault())")
    page.clock.fast_forward(INTERVAL)
    expect(bar(page)).to_have_count(0)
    context.close()


ASKED = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.endsWith("manifest.json")).map(({ transferSize }) => transferSize)"""


def test_offline_a_page_says_as_of_when_it_is(visit: Visit) -> None:
    page = visit.open(PAGE)
    page.wait_for_function("() => Object.keys(localStorage).some((key) => /^hb-checked/.test(key))")
    page.context.set_offline(True)
    expect(page.locator(".hb-as-of")).to_contain_text("内容截至 2026-12-01")
    expect(page.locator(".hb-as-of")).to_contain_text("上次核对")
    page.context.set_offline(False)
    expect(page.locator(".hb-as-of")).to_have_count(0)


@pytest.mark.parametrize(
    "answer",
    [{"status": 500}, {"body": "<html>"}, {"json": {"scheme": 2}}, {"json": {}}],
    ids=["failed", "no-json", "other-scheme", "empty"],
)
def test_what_is_no_manifest_is_taken_for_none(
    browser: Browser, home: str, answer: dict[str, Any]
) -> None:
    page = browser.new_page()
    page.route("**/manifest.json", lambda route: route.fulfill(**answer))
    page.goto(home + PAGE)
    expect(page.locator(".hb-as-of")).to_contain_text("未能联网核对")
    expect(bar(page)).to_have_count(0)
    page.close()


def test_an_older_manifest_than_the_page_is_not_believed(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    newer(manifest)["edition"] = "2026.11.01-00000000"
    serve(manifest)
    page = visit.open(PAGE)
    expect(page.locator(".hb-as-of")).to_be_visible()
    expect(bar(page)).to_have_count(0)


def test_from_a_folder_a_page_says_as_of_when_and_asks_nothing(
    visit: Visit, real_site: Path
) -> None:
    visit.home = "file://"
    visit.page.goto((real_site / PAGE / "index.html").as_uri())
    expect(visit.page.locator(".hb-as-of")).to_contain_text("离线副本，截至 2026-12-01")


def test_a_review_that_has_passed_since_the_build_is_told(visit: Visit) -> None:
    page = visit.open(PAGE)
    expect(page.locator(".hb-badge-overdue")).to_have_count(0)
    page.clock.install(time=datetime(2029, 1, 1, tzinfo=UTC))
    page.reload()
    expect(page.locator(".hb-stamp .hb-badge-overdue")).to_have_text("已逾期")
    page.goto(visit.home + "register/")
    due, late = page.locator("[data-hb-due]"), page.locator("td .hb-badge-overdue")
    expect(late.filter(has_text="已逾期")).to_have_count(due.count())
    assert due.count() > 30


def test_asking_again_costs_no_second_download(visit: Visit) -> None:
    page = visit.open(PAGE)
    page.wait_for_function(f"() => ({ASKED})().length === 1")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function(f"() => ({ASKED})().length === 2")
    first, second = page.evaluate(ASKED)
    assert first > 10_000
    assert second < 1000


# --- Paper from the browser, changes ---------------------------------------------------------


@pytest.fixture
def printed(visit: Visit, tmp_path: Path) -> Callable[[str], list[list[set[str]]]]:
    """What both decoders read on each page that the browser prints."""

    def printed(path: str) -> list[list[set[str]]]:
        visit.open(path).wait_for_load_state("networkidle")
        visit.page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
        return [read(page) for page in pages_of(tmp_path / "page.pdf", tmp_path)]

    return printed


def test_a_page_printed_from_the_browser_carries_its_code(
    printed: Callable[[str], list[list[set[str]]]], built: Manifest
) -> None:
    document = built["documents"][DOCUMENT]
    query = f"id={DOCUMENT}&v={document['version']}&d={document['digest']}"
    address = f"https://handbook.example.com/verify/?{query}"
    assert printed(PAGE)[0] == [{address}, {address}]
    edition = f"https://handbook.example.com/verify/?e={built['edition']}"
    assert printed("register/")[0] == [{edition}, {edition}]


def test_changes_are_filtered_by_role_in_place(visit: Visit) -> None:
    page = visit.open("changes/")
    items = page.locator(".hb-changes li:visible")
    every = items.count()
    page.get_by_label("岗位").select_option("cashier")
    assert 0 < items.count() < every
    expect(page).to_have_url(re.compile(r"\?role=cashier$"))
    for item in items.all()[:5]:
        said = item.locator(".hb-for").inner_text()
        assert "收银员" in said or "全体人员" in said


def test_feeds_are_found_from_the_pages_that_they_are_of(visit: Visit) -> None:
    for path, feeds in [("", 1), ("changes/", 1), ("roles/cashier/", 1), (PAGE, 0)]:
        page = visit.open(path)
        expect(page.locator('link[type="application/atom+xml"]')).to_have_count(feeds)
