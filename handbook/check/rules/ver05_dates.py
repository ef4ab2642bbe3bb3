"""Dates that contradict one another.

A version is written, then approved, then takes effect; and each entry of the revision record is
younger than the one of the version before. Where its author lives it may be the next day already.
In a comparison with a base revision, what nobody has approved yet counts as approved today, as it
will at the earliest.

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
from datetime import date, timedelta
from itertools import pairwise

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import in_review
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Document
from handbook.source import Place, Route
from handbook.stamp.release import entry_of, lacks_approval
from handbook.stamp.version import number

_Found = tuple[str, Route, dict[str, object]]
_ZONES = timedelta(days=1)
"""So far ahead of the handbook's own day an author's may be."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each date out of order."""
    for document in context.library.documents.values():
        file = context.library.file_of(document.id)
        waits = in_review(context, document) and lacks_approval(document, context.histories)
        reviewed = _waiting(document, context.today) if waits else ()
        for why, route, args in (*_record(document), *_effective(document), *reviewed):
            yield Problem("VER05", Place(file, route), {**args, "why": why})


def _record(document: Document) -> Iterator[_Found]:
    """The revision record: by version, and each entry by itself."""
    numbered = sorted(enumerate(document.changes), key=lambda one: number(one[1].version))
    for (_, older), (index, newer) in pairwise(numbered):
        if newer.date < older.date - _ZONES:
            args = {"version": newer.version, "date": newer.date, "other": older.version}
            yield "order", ("changes", index, "date"), args
    for index, change in numbered:
        if change.approved and change.approved.on < change.date - _ZONES:
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


def _waiting(document: Document, today: date) -> Iterator[_Found]:
    """What the release will refuse, were the version approved today."""
    change = entry_of(document)
    if change and change.date > today + _ZONES:
        args: dict[str, object] = {"date": change.date, "today": today}
        yield "ahead", ("changes", document.changes.index(change), "date"), args
    effective = document.effective if document.status == "approved" else None
    if change and effective and change.date <= effective < today:
        yield "over", ("effective",), {"date": effective, "today": today}


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
            Words(
                "改正这一条写错的日期；没有写 approved 的，批准日期是发布那天，改正 date",
                "mend the date that is wrong; an entry without `approved` is approved on the day "
                "of its release, so mend its `date`",
            ),
        ),
        "ahead": Case(
            Words(
                "编写日期 {date} 还没有到，今天是 {today}",
                "written on {date}, but today is {today}",
            ),
            Words("改为今天的日期", "set it to today"),
        ),
        "over": Case(
            Words(
                "{date} 生效，可是还没有批准，今天已经是 {today}",
                "in force from {date}, but not approved yet, and today is {today}",
            ),
            Words(
                "改为今天或以后的日期，留出审阅的时间；日期按手册的时区算",
                "set it to today or later, with time for the review; days are those of the "
                "handbook's time zone",
            ),
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
