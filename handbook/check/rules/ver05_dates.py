"""Dates that contradict one another.

A version is written, then approved, then takes effect; and each entry of the revision record is
younger than the one of the version before.

Wrong::

    effective: 2026-03-01
    changes:
      - version: 1.1.0
        date: 2026-02-20
        approved: {by: role.director, on: 2026-03-05}

Right::

    effective: 2026-03-10
    changes:
      - version: 1.1.0
        date: 2026-02-20
        approved: {by: role.director, on: 2026-03-05}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Document
from handbook.source import Place, Route
from handbook.stamp.release import entry_of
from handbook.stamp.version import number

_Found = tuple[str, Route, dict[str, object]]


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each date out of order."""
    for document in context.library.documents.values():
        file = context.library.file_of(document.id)
        for why, route, args in (*_record(document), *_effective(document)):
            yield Problem("VER05", Place(file, route), {**args, "why": why})


def _record(document: Document) -> Iterator[_Found]:
    """The revision record: by version, and each entry by itself."""
    numbered = sorted(enumerate(document.changes), key=lambda one: number(one[1].version))
    for (_, older), (index, newer) in pairwise(numbered):
        if newer.date < older.date:
            args = {"version": newer.version, "date": newer.date, "other": older.version}
            yield "order", ("changes", index, "date"), args
    for index, change in numbered:
        if change.approved and change.approved.on < change.date:
            args = {"date": change.approved.on, "written": change.date}
            yield "approved", ("changes", index, "approved"), args


def _effective(document: Document) -> Iterator[_Found]:
    """The first day of the version."""
    change = entry_of(document)
    if document.status == "approved" and document.effective is None:
        yield "missing", ("status",), {"id": document.id}
    if change is None or document.effective is None or document.status != "approved":
        return
    args: dict[str, object] = {"date": document.effective}
    if change.approved and document.effective < change.approved.on:
        yield "early", ("effective",), {**args, "approved": change.approved.on}
    elif document.effective < change.date:
        yield "unwritten", ("effective",), {**args, "written": change.date}


RULE = Rule(
    code="VER05",
    severity=Severity.ERROR,
    title=Words(
        "日期先后矛盾",
        "Dates out of order",
    ),
    message=Words(
        "日期先后矛盾",
        "the dates contradict one another",
    ),
    hint=Words(
        "改正日期",
        "mend the dates",
    ),
    check=check,
    module=__name__,
    cases={
        "order": Case(
            Words(
                "{version} 的日期 {date} 早于前一版 {other} 的日期",
                "{version} is dated {date}, before the version ahead of it, {other}",
            ),
            Words("改正其中一个日期", "mend one of the dates"),
        ),
        "approved": Case(
            Words(
                "批准日期 {date} 早于编写日期 {written}",
                "approved on {date}, before it was written on {written}",
            ),
            Words("改正其中一个日期", "mend one of the dates"),
        ),
        "early": Case(
            Words(
                "{date} 生效，可是 {approved} 才批准",
                "in force from {date}, but approved on {approved} only",
            ),
            Words("生效日期不得早于批准日期", "it cannot take effect before it is approved"),
        ),
        "missing": Case(
            Words(
                "{id} 已批准，却没有写从哪一天起生效",
                "{id} is approved, but nothing says from which day it is in force",
            ),
            Words(
                "补上一行 effective: 生效的日期，如 effective: 2026-12-01",
                "add a line with the day: effective: 2026-12-01",
            ),
        ),
        "unwritten": Case(
            Words(
                "{date} 生效，可是这一版 {written} 才写成",
                "in force from {date}, but this version was written on {written} only",
            ),
            Words("改用新的生效日期", "set the day on which this version takes effect"),
        ),
    },
)
