"""A document in force quotes what is not in force on that day.

Until a later day, pages are made of the releases that are in force. One of them would quote a step,
script or limit that is only in the version to come, or that was in the version before.

Wrong::

    (SOP-RET-01 in force from 2026-12-01 quotes script.new-promise,
     which its library has in a version of 2027-01-01)

Right::

    (both take effect on one day)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.in_force import select
from handbook.stamp.stamp import standing


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each such quotation, on the first day on which it misses."""
    told: set[tuple[str, str]] = set()
    for day in _days(context):
        chosen = select(context.library, context.histories, day).library
        if chosen is context.library and day == context.today:
            continue  # what is missing from the sources themselves is told by REF01
        for use in chosen.uses:
            document = chosen.documents.get(use.document)
            key = (use.document, use.target)
            missing = use.target in context.library.entries and use.target not in chosen.entries
            gone = use.target not in context.library.entries and use.place.route[0] != "changes"
            shown = document is not None and standing(document, day) == "in-force"
            if document is None or not shown or key in told:
                continue
            if missing or (gone and document is not context.library.documents[document.id]):
                told.add(key)
                args = {"id": document.id, "version": document.version, "target": use.target}
                place = Place(chosen.file_of(document.id), ("effective",))
                yield Problem("VER17", place, args | {"date": day})


def _days(context: Context) -> list[date]:
    """Today, and every day on which something takes effect."""
    days = {context.today}
    for document in context.library.documents.values():
        if document.effective and document.effective > context.today:
            days.add(document.effective)
    return sorted(days)


RULE = Rule(
    code="VER17",
    severity=Severity.ERROR,
    title=Words(
        "引用了当天未生效的内容",
        "Quotes what is not in force",
    ),
    message=Words(
        "{date} 有效的 {id} {version} 引用了 {target}，当天有效的版本里没有它",
        "on {date}, {id} {version} is in force and quotes {target}, which nothing in force on"
        " that day has",
    ),
    hint=Words(
        "让两份文件同一天生效，或先保留旧内容",
        "let both take effect on one day, or keep the old content until then",
    ),
    check=check,
    module=__name__,
)
