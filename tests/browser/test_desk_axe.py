"""Nothing that an agent uses while talking stands in anybody's way, light or dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def call(page: Page) -> None:
    page.keyboard.press("Alt+Shift+C")
    page.locator("[data-hb-blank]").first.fill("王女士")
    page.get_by_text("其他空位").click()


def checklist(page: Page) -> None:
    page.get_by_role("button", name="按步骤勾选").click()
    page.get_by_role("button", name="开始计时").first.click()
    page.get_by_label("完成：致歉并安抚情绪").check()
    page.get_by_label("客户要求给说法、赔偿或追责").check()


def reply(page: Page) -> None:
    page.get_by_label("要发的回复").fill("您好,这不归我管，手机 14312607358，请〔原因〕")
    expect(page.locator(".hb-offer").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("path", "use"),
    [("scripts/empathy-first/", call), ("sops/SOP-CMP-01/", checklist), ("check/", reply)],
    ids=["call", "checklist", "reply"],
)
def test_axe_finds_nothing(
    browser: Browser,
    home: str,
    scheme: str,
    width: dict[str, int],
    path: str,
    use: Callable[[Page], None],
) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport=width,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        bypass_csp=True,
        locale="zh-CN",
    )
    page = context.new_page()
    page.goto(home + path)
    use(page)
    page.wait_for_timeout(400)
    results = Axe().run(page, options=TAGS)
    assert results.violations_count == 0, results.generate_report()
    context.close()
