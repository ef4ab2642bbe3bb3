"""A review is overdue.

A procedure that nobody has read again for longer than its interval may have gone wrong unnoticed:
products, systems and teams change around it.

Wrong (a year and a day after it took effect)::

    effective: 2025-11-30
    review_every: 1 years

Right (after reading it again)::

    handbook confirm SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.stamp import review_due


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document whose review is overdue."""
    for document in context.library.documents.values():
        due = review_due(document, context.library.settings, context.histories.get(document.id))
        if document.status == "approved" and due is not None and due < context.today:
            place = Place(context.library.file_of(document.id), ("effective",))
            days = (context.today - due).days
            yield Problem("VER08", place, {"id": document.id, "date": due, "days": days})


RULE = Rule(
    code="VER08",
    severity=Severity.WARNING,
    title=Words(
        "复审逾期",
        "Review overdue",
    ),
    message=Words(
        "{id} 应在 {date} 前复审，已逾期 {days} 天",
        "{id} was to be reviewed by {date}; days since: {days}",
    ),
    hint=Words(
        "重读一遍：仍然正确就运行 handbook confirm {id}；要改就改好后发布新版本",
        "read it again: if it still holds, run `handbook confirm {id}`; else release a new version",
    ),
    check=check,
    module=__name__,
)
