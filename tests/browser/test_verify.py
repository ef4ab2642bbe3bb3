"""A scanned copy: what the page of verification answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DOCUMENT, PAGE, PHONE, Manifest, Visit, newer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


def test_a_copy_is_told_the_review_of_its_own_version(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    now = manifest["documents"][DOCUMENT]
    next_ = {"version": "99.0.0", "digest": "1", "standing": "in-force", "effective": "2999-01-01"}
    now["coming"] = [{**next_, "review_due": "3000-01-01"}]
    manifest["documents"]["SOP-ACC-01"]["standing"] = "retired"
    serve(manifest)
    page = asked(visit, id=DOCUMENT, v="99.0.0")
    expect(verdict(page)).to_contain_text("3000-01-01")
    expect(verdict(page)).not_to_contain_text(now["review_due"])
    page = asked(visit, id="SOP-ACC-01", v="1.0.0")
    expect(verdict(page)).to_contain_text("已作废")
    expect(verdict(page)).not_to_contain_text(manifest["documents"]["SOP-ACC-01"]["review_due"])


def test_a_manual_names_its_documents_that_changed(
    visit: Visit, manifest: Manifest, serve: Callable[[Manifest], None]
) -> None:
    manual = manifest["documents"]["MAN-FRONTLINE"]
    copy = {
        "id": "MAN-FRONTLINE",
        "v": manual["version"],
        "d": manual["digest"],
        "e": "2026.12.02-1",
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
