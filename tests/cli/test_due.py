"""``handbook due``: what falls due, whose, and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.report.excerpt import columns

SMALL = Path(__file__).parent.parent / "site" / "small"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SMALL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-12-01 00:00 UTC


def due(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["due", *arguments])


def test_a_table_of_all_reviews() -> None:
    result = due()
    assert result.exit_code == 0, result.output
    head, *rows, count = result.output.splitlines()
    assert head.split()[0] == "复审日期"
    assert [row.split()[0] for row in rows] == sorted(row.split()[0] for row in rows)
    assert count.startswith(f"共 {len(rows)} 份")
    owner = columns(head[: head.index("责任部门")])
    assert {columns(row[: row.index("客服部")]) for row in rows} == {owner}


def test_overdue_reviews_are_counted_and_the_status_stays_0(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")  # 2030-01-01
    result = due()
    assert result.exit_code == 0
    rows = result.output.splitlines()[1:-1]
    assert all(int(row.split()[1]) < 0 for row in rows)
    assert f"其中逾期 {len(rows)} 份" in result.output


def test_only_what_falls_due_in_time_and_what_is_overdue() -> None:
    soon = [row.split()[:2] for row in due("--within", "30days").output.splitlines()[1:-1]]
    assert soon
    assert all(day <= "2026-12-31" and int(left) <= 30 for day, left in soon)
    assert due("--within", "2 years").output == due().output
    assert due("--within", "99999 years").output == due().output


@pytest.mark.parametrize("owner", ["dept.service", "service", "客服部"])
def test_an_owner_is_named_by_id_or_name(owner: str) -> None:
    assert due("--owner", owner).output == due().output


def test_an_unknown_owner_is_told_whom_there_is() -> None:
    result = due("--owner", "财务部")
    assert result.exit_code == 2
    assert "dept.service" in result.output


@pytest.mark.parametrize("within", ["90", "soon", "3 items", "-1days"])
def test_an_interval_that_is_none_is_told(within: str) -> None:
    result = due(f"--within={within}")
    assert result.exit_code == 2
    assert "90days" in result.output
