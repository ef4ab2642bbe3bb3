"""Stamps: standing on a day, review dates, digests."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from handbook.model.quantity import Amount
from handbook.model.sop import Sop
from handbook.stamp.digest import content_of, digest_of
from handbook.stamp.stamp import later, standing

SOP: dict[str, Any] = {
    "id": "SOP-A-01", "title": "甲", "version": "1.0.0", "status": "approved",
    "effective": "2026-03-01", "owner": "dept.x", "approver": "role.y", "purpose": "目的",
    "trigger": "触发", "steps": [{"id": "one", "do": "做", "who": "role.y"}],
    "changes": [{"version": "1.0.0", "date": "2026-02-01", "class": "structural",
                 "summary": "首次发布", "author": "部门"}],
}  # fmt: skip


def sop(**changed: Any) -> Sop:
    return Sop.model_validate_json(json.dumps({**SOP, **changed}))


def told(document: Sop) -> str:
    return digest_of(document.KIND, content_of(document), {})


@pytest.mark.parametrize(
    ("changed", "today", "expected"),
    [
        ({}, date(2026, 2, 28), "coming"),
        ({}, date(2026, 3, 1), "in-force"),
        ({"status": "draft"}, date(2026, 3, 1), "draft"),
        ({"status": "retired"}, date(2026, 3, 1), "retired"),
        ({"effective": None}, date(2026, 3, 1), "coming"),
    ],
)
def test_standing(changed: dict[str, Any], today: date, expected: str) -> None:
    assert standing(sop(**changed), today) == expected


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        (date(2026, 1, 31), "1 months", date(2026, 2, 28)),
        (date(2024, 2, 29), "1 years", date(2025, 2, 28)),
        (date(2026, 11, 30), "1 quarters", date(2027, 2, 28)),
        (date(2026, 12, 25), "2 weeks", date(2027, 1, 8)),
        (date(2026, 12, 25), "10 days", date(2027, 1, 4)),
        (date(2026, 6, 15), "18 months", date(2027, 12, 15)),
        (date(2026, 6, 2), "3 workdays", date(2026, 6, 5)),
        (date(2026, 6, 5), "1 workdays", date(2026, 6, 8)),
        (date(2026, 6, 6), "6 workdays", date(2026, 6, 15)),
        (date(2026, 6, 7), "1.5 workdays", date(2026, 6, 9)),
        (date(2026, 6, 7), "999999999999 workdays", date.max),
    ],
)
def test_an_interval_later(day: date, by: str, expected: date) -> None:
    assert later(day, Amount.parse(by)) == expected


def test_bookkeeping_does_not_change_the_digest() -> None:
    changes = [*SOP["changes"], {**SOP["changes"][0], "version": "0.9.0"}]
    kept = sop(version="1.0.1", effective="2026-04-01", changes=changes, review_every="6 months")
    assert told(kept) == told(sop())


@pytest.mark.parametrize("changed", [{"purpose": "别的"}, {"title": "乙"}, {"owner": "dept.z"}])
def test_what_a_reader_is_told_changes_the_digest(changed: dict[str, Any]) -> None:
    assert told(sop(**changed)) != told(sop())
