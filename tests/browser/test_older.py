"""Browsers older than those that tests run in: what these have learnt since is taken away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_LEARNT = """
for (const name of ["hasOwn", "groupBy"]) delete Object[name];
for (const name of ["at", "findLast", "toSorted", "with"]) delete Array.prototype[name];
delete String.prototype.at;
delete window.structuredClone;
"""


@pytest.fixture
def old(visit: Visit) -> Visit:
    visit.page.add_init_script(_LEARNT)
    visit.page.route("**/handbook.css*", without_selectors)
    return visit


def without_selectors(route: Route) -> None:
    """Rules whose selectors a browser does not know are left out."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r":(has|is)\(", r":un\1(", answer.text()))


def search(page: Page) -> None:
    page.locator("main input[type=search]").fill("退款超时")


def test_an_answer_is_found_and_what_is_missed_is_counted(old: Visit) -> None:
    page = old.open("search/")
    search(page)
    expect(page.locator("main .hb-line q").first).to_contain_text("抱歉")
    page.locator("main input[type=search]").fill("龘靐齉")
    page.wait_for_function(
        "() => Object.keys(localStorage).some((key) => key.startsWith('hb-missed'))"
    )


def test_the_library_is_filtered(old: Visit) -> None:
    page = old.open("scripts/")
    items = page.locator("[data-hb-item]:visible")
    every = items.count()
    page.locator("[data-hb-by=scene]").select_option("return")
    assert 0 < items.count() < every


def test_a_reply_is_checked(old: Visit) -> None:
    page = old.open("check/")
    page.locator(".hb-reply-draft textarea").fill("这不归我管")
    expect(page.locator(".hb-reply-list .hb-badge")).to_have_text("禁用语")


def test_the_home_page_has_one_search_box(old: Visit) -> None:
    page = old.open()
    expect(page.locator("main input[type=search]")).to_be_visible()
    expect(page.locator(".hb-head input[type=search]")).to_be_hidden()


def test_what_goes_wrong_is_not_blamed_on_the_network(old: Visit) -> None:
    old.page.add_init_script("delete window.DecompressionStream")
    page = old.open("search/")
    search(page)
    expect(page.locator("main .hb-said")).to_contain_text("搜索出了错")


def test_a_check_that_does_not_start_is_told(old: Visit) -> None:
    old.page.route("**/check/rules-*.js", lambda route: route.fulfill(body="handbookReply = {}"))
    page = old.open("check/")
    expect(page.locator("[data-hb-reply]")).to_contain_text("没有读到")
    old.complaints.clear()  # what did not start


@pytest.mark.parametrize("lack", ["DecompressionStream", "CSSStyleSheet"])
def test_too_old_a_browser_is_told_so(visit: Visit, lack: str) -> None:
    page = visit.open("sops/SOP-RET-01/")
    expect(page.locator(".hb-notice")).to_have_count(0)
    page.add_init_script(f"delete window.{lack}")
    page.reload()
    expect(page.locator(".hb-notice")).to_contain_text("浏览器太旧")
    visit.complaints.clear()  # scripts that do not begin
