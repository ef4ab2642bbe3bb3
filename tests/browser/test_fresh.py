"""Whether what is read still holds: the bar of a superseded page, the answer to a scanned copy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PHONE, Visit
from tests.codes import pages_of, read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DOCUMENT = "SOP-CMP-01"
PAGE = f"sops/{DOCUMENT}/"
NOON = datetime(2026, 12, 1, 4, tzinfo=UTC)
INTERVAL = "03:01"
Manifest = dict[str, Any]


@pytest.fixture(scope="session")
def built(real_site: Path) -> Manifest:
    manifest: Manifest = json.loads((real_site / "manifest.json").read_text("utf-8"))
    return manifest


@pytest.fixture
def manifest(built: Manifest) -> Manifest:
    """A manifest that a test may change."""
    return deepcopy(built)


@pytest.fixture
def serve(visit: Visit) -> Callable[[Manifest], None]:
    """Lets the site have another manifest from now on."""

    def serve(manifest: Manifest) -> None:
        visit.page.unroute_all()
        visit.page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))

    return serve


def newer(manifest: Manifest, **told: Any) -> Manifest:
    """The same with a newer version of the document."""
    change = {
        "version": "9.0.0",
        "date": "2026-12-02",
        "class": "normative",
        "summary": "首次回应改为一小时",
    }
    document = manifest["documents"][DOCUMENT]
    document.update({"version": "9.0.0", "digest": "00000000", **told})
    document["changes"].insert(0, change)
    manifest["edition"] = "2026.12.02-00000000"
    return manifest


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


def test_a_superseded_tab_says_so_within_an_interval(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    visit.page.clock.install(time=NOON)
    page = visit.open(PAGE)
    version = manifest["documents"][DOCUMENT]["version"]
    page.wait_for_load_state("networkidle")
    expect(bar(page)).to_have_count(0)
    serve(newer(manifest))
    page.clock.fast_forward(INTERVAL)
    expect(bar(page)).to_contain_text(f"{version} → 9.0.0")
    page.get_by_text("改了什么").click()
    expect(bar(page)).to_contain_text("首次回应改为一小时")
    assert bar(page).bounding_box()["y"] < 80
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


# --- A scanned copy -------------------------------------------------------------------------


def asked(visit: Visit, **copy: str) -> Page:
    return visit.open("verify/?" + urlencode(copy))


def verdict(page: Page) -> Any:
    return page.locator("[data-hb-verdict]")


def test_a_copy_in_force(visit: Visit, built: Manifest) -> None:
    document = built["documents"][DOCUMENT]
    page = asked(visit, id=DOCUMENT, v=document["version"], d=document["digest"])
    expect(verdict(page)).to_contain_text("有效")
    expect(verdict(page)).to_contain_text(document["review_due"])
    verdict(page).get_by_role("link", name="打开现行版本").click()
    expect(page).to_have_url(re.compile(PAGE))


def test_a_superseded_copy_is_told_what_changed_since(visit: Visit, built: Manifest) -> None:
    newest, *_, first = built["documents"][DOCUMENT]["changes"]
    page = asked(visit, id=DOCUMENT, v=first["version"], d="00000000")
    expect(verdict(page)).to_contain_text("已更新")
    changes = verdict(page).locator(".hb-changes")
    expect(changes).to_contain_text(newest["summary"])
    expect(changes).not_to_contain_text(first["summary"])


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ({"id": DOCUMENT, "v": "{now}", "d": "00000000"}, "内容不符"),
        ({"id": "SOP-XXX-01", "v": "1.0.0", "d": "00000000"}, "未知"),
        ({"id": DOCUMENT, "v": "1.0.77", "d": "00000000"}, "未知"),
        ({"id": DOCUMENT, "v": "二", "d": "00000000"}, "未知"),
        ({"id": DOCUMENT, "v": "99.0.0", "d": "00000000"}, "无法核对"),
        ({"id": "__proto__", "v": "1.0.0"}, "未知"),
        ({"id": "<img src=x onerror=alert(1)>", "v": "1.0.0"}, "未知"),
        ({"id": DOCUMENT.lower(), "v": " V{now}"}, "有效"),
        ({"e": "{edition}"}, "最新版次"),
        ({"e": "2026.10.01-00000000"}, "已有新版次"),
    ],
)
def test_what_else_a_copy_may_be_told(
    visit: Visit, built: Manifest, copy: dict[str, str], said: str
) -> None:
    known = {"now": built["documents"][DOCUMENT]["version"], "edition": built["edition"]}
    page = asked(visit, **{name: value.format(**known) for name, value in copy.items()})
    expect(verdict(page).locator("b").first).to_have_text(said)


def test_a_retired_and_a_coming_document(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    documents = manifest["documents"]
    documents[DOCUMENT].update(
        standing="retired", superseded_by="SOP-RET-01", retired_because="由新程序取代"
    )
    documents["SOP-ACC-01"].update(standing="coming", effective="2999-01-01")
    serve(manifest)
    page = asked(visit, id=DOCUMENT, v="1.0.0")
    expect(verdict(page)).to_contain_text("已作废")
    expect(verdict(page)).to_contain_text("由新程序取代")
    expect(verdict(page).get_by_role("link", name=documents["SOP-RET-01"]["title"])).to_be_visible()
    page = asked(visit, id="SOP-ACC-01", v=documents["SOP-ACC-01"]["version"])
    expect(verdict(page)).to_contain_text("尚未生效")


def test_a_manual_names_its_documents_that_changed(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manual = manifest["documents"]["MAN-FRONTLINE"]
    copy = {
        "id": "MAN-FRONTLINE",
        "v": manual["version"],
        "d": manual["digest"],
        "e": "2026.12.01-1",
    }
    expect(verdict(asked(visit, **copy)).locator("b").first).to_have_text("有效")
    newer(manifest, effective="2026-12-02")
    manual["digest"] = "00000000"
    serve(manifest)
    page = asked(visit, **copy)
    expect(verdict(page).locator("b").first).to_have_text("已更新")
    expect(verdict(page).locator(".hb-changes li")).to_have_count(1)
    expect(verdict(page).locator(".hb-changes")).to_contain_text("投诉处理 9.0.0")


def stale(route: Route, manifest: Manifest) -> None:
    date = "Mon, 01 Jan 2024 00:00:00 GMT"
    route.fulfill(json=manifest, headers={"Date": date})


@pytest.mark.parametrize("how", ["offline", "failed", "stale"])
def test_without_fresh_data_a_copy_is_never_in_force(
    browser: Browser, home: str, built: Manifest, how: str
) -> None:
    document = built["documents"][DOCUMENT]
    copy = {"id": DOCUMENT, "v": document["version"], "d": document["digest"]}
    page = browser.new_page()
    page.goto(f"{home}verify/?{urlencode(copy)}")
    expect(verdict(page)).to_contain_text("有效")
    if how == "offline":
        page.context.set_offline(True)
    else:
        answers: dict[str, Callable[[Route], None]] = {
            "failed": lambda route: route.fulfill(status=503),
            "stale": lambda route: stale(route, built),
        }
        page.route("**/manifest.json", answers[how])
        page.reload()
    expect(verdict(page).locator("b").first).to_have_text("无法核对")
    expect(verdict(page)).not_to_contain_text("与现行版本一致")
    expect(verdict(page)).to_contain_text("上次联网得到的资料")
    page.close()


def test_every_visit_asks_anew(visit: Visit, built: Manifest) -> None:
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.url))
    for _ in range(2):
        asked(visit, id=DOCUMENT, v="1.0.0").wait_for_load_state("networkidle")
    assert len([url for url in sent if url.endswith("manifest.json")]) >= 2


def test_a_copy_can_be_checked_by_hand_on_a_phone(visit: Visit, built: Manifest) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.open("verify/")
    expect(verdict(page)).to_be_hidden()
    page.get_by_label("文件编号").fill("sop-cmp-01")
    page.get_by_label("版本", exact=True).fill(built["documents"][DOCUMENT]["version"])
    page.get_by_role("button", name="核对").click()
    expect(verdict(page)).to_contain_text("有效")
    expect(verdict(page)).to_contain_text("只核对了版本号")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


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
