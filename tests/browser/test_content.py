"""What the pages of documents do in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser


def test_the_variants_of_a_script_open_in_place_and_can_be_copied(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    address = page.url
    link = page.locator("section.hb-step a.hb-variants").first
    expect(link).to_have_attribute("aria-expanded", "false")
    link.click()
    box = page.locator(".hb-inline").first
    expect(box).to_be_visible()
    expect(link).to_have_attribute("aria-expanded", "true")
    box.locator("[data-hb-copy]").first.click()
    assert "复制" not in page.evaluate("navigator.clipboard.readText()")
    assert page.url == address
    link.click()
    expect(box).to_be_hidden()


def test_a_script_that_cannot_be_fetched_is_opened(visit: Visit) -> None:
    page = visit.open("sops/SOP-CMP-01/")
    page.route("**/scripts/complaint-apology/", lambda route: route.abort(), times=1)
    page.locator("section.hb-step a.hb-variants").first.click()
    page.wait_for_url("**/scripts/complaint-apology/#_variants")
    visit.complaints.clear()  # the refused request


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
