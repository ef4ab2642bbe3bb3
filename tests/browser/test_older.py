"""Browsers older than those that tests run in: what these have learnt since is taken away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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
    return visit


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
