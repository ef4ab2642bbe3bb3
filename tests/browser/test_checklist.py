"""A procedure as a checklist: ticks, branches, limits that run, the summary for the ticket."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, clipboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "sops/SOP-CMP-01/"
FRIDAY = datetime(2026, 12, 4, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai
BRANCH = "客户要求给说法、赔偿或追责"


@pytest.fixture
def page(visit: Visit) -> Page:
    """The procedure with its checklist, on a Friday at ten."""
    visit.page.clock.install(time=FRIDAY - timedelta(hours=1))
    page = visit.open(PAGE)
    page.wait_for_load_state("networkidle")
    page.clock.pause_at(FRIDAY)
    page.get_by_role("button", name="按步骤勾选").click()
    return page


def summary(page: Page) -> str:
    page.get_by_role("button", name="复制小结").click()
    return clipboard(page)


def state(page: Page) -> str:
    return page.locator(".hb-run-state").inner_text()


def timer(page: Page, step: str) -> str:
    return page.locator(f"section.hb-step:has(#{step}) .hb-run-clock").inner_text()


def test_a_page_is_as_before_until_it_is_asked_for_a_checklist(visit: Visit) -> None:
    page = visit.open(PAGE)
    expect(page.locator(".hb-tick")).to_have_count(0)
    expect(page.locator(".hb-run-body")).to_be_hidden()


def test_a_tick_goes_on_to_the_next_step_and_starts_its_clock(page: Page) -> None:
    assert state(page) == "已完成 0 步。现在：1 致歉并首次响应"
    page.get_by_label("完成：致歉并首次响应").check()
    assert state(page) == "已完成 1 步。现在：2 完整记录四要素"
    page.clock.run_for(1000)
    assert timer(page, "record") == "剩 9:59"
    expect(page.locator("section.is-now #record")).to_be_visible()
    page.get_by_label("完成：致歉并首次响应").uncheck()
    assert state(page) == "已完成 0 步。现在：1 致歉并首次响应"
    assert "开始计时" in timer(page, "record")


def test_a_clock_warns_in_words_and_is_told_once(page: Page) -> None:
    page.get_by_label("完成：致歉并首次响应").check()
    page.clock.run_for(1000)
    page.clock.fast_forward("08:00")
    clock = page.locator("section:has(#record) .hb-timer")
    expect(clock).to_have_attribute("data-state", "near")
    assert timer(page, "record").startswith("快到时限，剩 1:5")
    expect(page.locator(".hb-toast")).to_contain_text("2 完整记录四要素 快到时限")
    page.clock.fast_forward("05:00")
    expect(clock).to_have_attribute("data-state", "over")
    assert timer(page, "record").startswith("已超时 3:0")
    page.get_by_label(BRANCH).check()
    assert "（用时 13:01，时限 10 分钟，超时）" in summary(page)


def test_a_limit_of_days_says_when_it_is_due(page: Page) -> None:
    step = page.locator("section.hb-step:has(#assist)")
    step.get_by_role("button", name="开始计时").click()
    assert timer(page, "assist") == "最迟 2026-12-07 周一 10:00"  # over the weekend
    page.locator("section.hb-step:has(#soothe)").get_by_role("button", name="开始计时").click()
    assert timer(page, "soothe") == "最迟 2026-12-05 周六 10:00"


def test_a_branch_is_a_step_done_and_chooses_the_next(page: Page) -> None:
    page.get_by_label("完成：完整记录四要素").check()
    assert state(page).endswith("请在「2 完整记录四要素」里选下一步")
    page.get_by_label(BRANCH).check()
    assert state(page).endswith("现在：3 立即上报主管")
    page.get_by_label("客户只要求办理退换货、查询等事项，不要求给说法").check()
    assert state(page).endswith("转到：问题分级与升级 › 判定问题等级")


def test_a_step_that_the_flow_comes_back_to_is_done_again(page: Page) -> None:
    page.get_by_label("完成：二次处理并改定方案").check()
    page.get_by_label("客户保留意见，最终方案已书面告知").check()
    page.locator("section:has(> #mediate)").get_by_label("与客户达成一致").check()
    page.get_by_label("完成：按承诺兑现方案").check()
    page.get_by_label("客户仍不满意").check()
    expect(page.get_by_label("完成：二次处理并改定方案")).not_to_be_checked()
    assert state(page).endswith("现在：9 二次处理并改定方案")
    page.get_by_label("完成：二次处理并改定方案").check()
    assert summary(page).count("完成 9 二次处理并改定方案") == 2


def test_a_branch_that_is_corrected_stops_the_clock_of_the_other(page: Page) -> None:
    for step in ("致歉并首次响应", "完整记录四要素"):
        page.get_by_label(f"完成：{step}").check()
    ways = page.locator("section.hb-step:has(input[type=radio])").first.locator("input[type=radio]")
    clocks = page.locator(".hb-run-clock .hb-timer")
    ways.nth(0).check()
    running = clocks.count()
    ways.nth(1).check()
    ways.nth(0).check()
    expect(clocks).to_have_count(running)


def test_the_summary_says_what_was_done_left_out_and_noted(page: Page) -> None:
    page.get_by_label("完成：致歉并首次响应").check()
    page.clock.run_for(60_000)
    page.get_by_label(BRANCH).check()
    page.get_by_label("事实已查清").check()
    page.get_by_label("备注").fill("客户 <b>周五</b> 前要回电")
    version = page.evaluate("document.body.dataset.doc").split(" ")[1]
    assert summary(page).split("\n") == [
        f"投诉处理（SOP-CMP-01，版本 {version}）",
        "2026-12-04 10:00 开始，10:01 小结",
        "10:00 完成 1 致歉并首次响应",
        f"10:01 完成 2 完整记录四要素（用时 1:00，时限 10 分钟）：{BRANCH} → 第 3 步 立即上报主管",
        "10:01 完成 4 牵头调查核实：事实已查清 → 第 6 步 拟定补偿方案",
        "跳过 3 立即上报主管",
        "现在：6 拟定补偿方案",
        "6 拟定补偿方案 剩 1:00:00",
        "备注：客户 <b>周五</b> 前要回电",
    ]


def test_ticks_are_kept_for_the_call_and_cleared_with_it(visit: Visit, page: Page) -> None:
    page.get_by_label("完成：致歉并首次响应").check()
    visit.open("scripts/complaint-apology/")
    expect(page.locator(".hb-call-bar")).to_contain_text("投诉处理 剩")
    page.locator(".hb-call-bar").get_by_role("link", name="投诉处理").click()
    expect(page.get_by_label("完成：致歉并首次响应")).to_be_checked()
    page.keyboard.press("Alt+Shift+X")
    expect(page.locator(".hb-run-body")).to_be_hidden()
    expect(page.locator(".hb-tick").first).to_be_hidden()


def test_the_keyboard_does_it_alone(page: Page) -> None:
    page.get_by_label("完成：致歉并首次响应").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#record")
    page.keyboard.press("Tab")
    expect(page.locator("#record .hb-self")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("完成：完整记录四要素")).to_be_focused()


def test_on_paper_there_is_no_checklist(page: Page) -> None:
    page.get_by_label("完成：致歉并首次响应").check()
    page.emulate_media(media="print")
    expect(page.locator(".hb-run")).to_be_hidden()
    expect(page.locator(".hb-tick").first).to_be_hidden()
    expect(page.locator(".hb-ways input").first).to_be_hidden()
    number = "getComputedStyle(document.querySelector('section.is-done > h3'), '::before').content"
    assert "counter" in page.evaluate(number)


def test_a_newer_version_is_told_and_ticks_are_kept(
    visit: Visit, page: Page, real_site: Path
) -> None:
    page.get_by_label("完成：致歉并首次响应").check()
    manifest = json.loads((real_site / "manifest.json").read_text("utf-8"))
    manifest["documents"]["SOP-CMP-01"].update(version="9.0.0", digest="00000000")
    page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    page.clock.fast_forward("03:01")
    expect(page.locator(".hb-call-warn")).to_contain_text("→ 9.0.0")
    page.evaluate(
        """() => {
            document.body.dataset.doc = 'SOP-CMP-01 9.0.0 00000000';
            const main = document.querySelector('main');
            for (const added of main.querySelectorAll('.hb-run, .hb-tick')) added.remove();
            main.dispatchEvent(new CustomEvent('hb-content', { bubbles: true }));
        }"""
    )
    expect(page.get_by_label("完成：致歉并首次响应")).to_be_checked()
    expect(page.locator(".hb-run-changed")).to_contain_text("改为 9.0.0")
    assert "→ 9.0.0）" in summary(page)
