"""The rules about a version that waits for its day while another one is made of its text."""

from __future__ import annotations

import pytest

from tests.desk import ENTRY, Project


@pytest.fixture
def pending(project: Project) -> Project:
    """A limit and a step more, released for 1 June."""
    project.edit("within: sla.reply   # 统一时限", "within: 10 min")
    project.edit("再登记。", "再登记。当面清点退回的商品，与客户核对数量和外观。")
    project.revise("1.1.0", "2026-03-01", effective="2026-06-01")
    project.release("2026-03-01")
    return project


def early(project: Project, day: str = "2026-05-01") -> list[str]:
    return [one.message for one in project.found(day) if one.code == "VER24"]


@pytest.mark.parametrize(
    ("old", "new", "class_"),
    [
        ("trigger:", "asks: [要退货]\ntrigger:", "editorial"),
        ("与客户核对数量和外观", "和客户核对数量和外观", "editorial"),
        ("title: 退货处理", "title: 退货的处理", "normative"),
        ("within: 10 min", "within: 15 min", "normative"),
    ],
)
def test_ver24_a_change_of_what_waits_would_bring_it_forward(
    pending: Project, old: str, new: str, class_: str
) -> None:
    pending.edit(old, new)
    pending.revise("1.2.0", "2026-04-01", class_, effective="2026-04-02")
    [told] = early(pending)
    assert "takes effect on 2026-04-02 with changes of 1.1.0, released for 2026-06-01" in told
    pending.edit("effective: 2026-04-02", "effective: 2026-06-01")
    assert early(pending) == []


def test_ver24_the_same_content_is_given_another_day_on_purpose(pending: Project) -> None:
    pending.revise("1.2.0", "2026-04-01", effective="2026-04-02")
    assert early(pending) == []
    pending.edit("class: normative\n    summary: 修订", "class: editorial\n    summary: 修订")
    assert len(early(pending)) == 1


def test_ver24_what_is_made_of_the_version_in_force_may_come_first(pending: Project) -> None:
    pending.edit("within: 10 min", "within: sla.reply")
    pending.edit("当面清点退回的商品，与客户核对数量和外观。", "")
    pending.edit("问清订单号", "问清订单号和姓名")
    pending.revise("1.2.0", "2026-04-01", effective="2026-04-02")
    assert early(pending) == []
    pending.edit("within: sla.reply", "within: 20 min")
    assert early(pending) == []


def test_ver24_each_of_several_days_is_kept(pending: Project) -> None:
    pending.edit("purpose: 让", "purpose: 一定要让")
    pending.revise("1.2.0", "2026-03-05", effective="2026-07-01")
    pending.release("2026-03-05")
    pending.edit("问清订单号", "问清楚订单号")
    pending.revise("1.2.1", "2026-04-01", "editorial", effective="2026-06-01")
    [told] = early(pending)
    assert "changes of 1.2.0, released for 2026-07-01" in told
    pending.edit("purpose: 一定要让", "purpose: 让")
    assert early(pending) == []


def test_ver24_what_is_in_force_already_is_not_brought_forward(pending: Project) -> None:
    pending.edit("问清订单号", "问清楚订单号")
    pending.revise("1.1.1", "2026-04-01", "editorial", effective="2026-05-01")
    assert early(pending, "2026-06-01") == []


def test_ver25_a_version_would_be_replaced_before_its_release(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    project.revise("1.1.0", "2026-03-01")
    between = project.text()
    project.edit("within: 10 min", "within: 15 min")
    project.revise("1.2.0", "2026-03-02")
    [found] = [one for one in project.found() if one.code == "VER25"]
    assert "SOP-RET-01 1.1.0 was not released" in found.message
    newest = project.text()
    project.path().write_text(between, "utf-8")
    project.release("2026-03-02")
    project.path().write_text(newest, "utf-8")
    assert "VER25" not in project.codes()


def test_ver25_a_version_from_before_the_history_needs_no_release(project: Project) -> None:
    entry = ENTRY.format(version="0.9.0", date="2025-12-01", class_="structural")
    project.path().write_text(project.text() + entry.removeprefix("changes:\n"), "utf-8")
    project.revise("1.1.0")
    assert "VER25" not in project.codes()
