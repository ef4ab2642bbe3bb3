"""What the pages of documents do in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser


def test_every_way_of_the_diagram_leads_to_its_step(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    page.locator(".hb-flow a[href='#investigate']").click()
    assert page.url.endswith("#investigate")
    expect(page.locator("#investigate")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["sops/SOP-CMP-01/", "escalation/data-breach/"])
def test_nothing_of_a_diagram_is_hidden(visit: Visit, path: str) -> None:
    drawn = visit.open(path).locator(".hb-flow :is(path, rect, circle, text)")
    assert drawn.count() > 5
    hidden = drawn.evaluate_all("all => all.filter((each) => !each.getClientRects().length)")
    assert hidden == []


@pytest.mark.parametrize(
    "path",
    ["sops/SOP-CMP-01/", "service-levels/SLA-01/", "forms/complaint-record/", "escalation/ESC-01/"],
)
def test_nothing_is_wider_than_a_phone(context: BrowserContext, home: str, path: str) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(home + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("scripts/", "[data-hb-copy]"),
        ("scripts/", "select.hb-choose"),
        ("scripts/SCR-CMP-01/", "[data-hb-copy]"),
        ("scripts/refund-promise/", "[data-hb-copy]"),
    ],
)
def test_what_is_made_for_words_says_for_which(visit: Visit, path: str, made: str) -> None:
    found = visit.open(path).locator(made)
    expect(found.first).to_be_attached()
    names = found.evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    assert len(set(names)) == len(names)
    assert not {"复制", "换一种说法"} & set(names)
