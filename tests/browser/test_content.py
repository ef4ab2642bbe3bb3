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


@pytest.mark.parametrize(
    "path",
    ["sops/SOP-CMP-01/", "service-levels/SLA-01/", "forms/complaint-record/", "escalation/ESC-01/"],
)
def test_nothing_is_wider_than_a_phone(context: BrowserContext, home: str, path: str) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(home + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
