"""A document in force quotes what is not in force on that day.

Until a later day, pages are made of the releases that are in force. One of them would quote a step,
script or limit that is only in the version to come, or that was in the version before.

Wrong (SOP-RET-01 quotes a script that SCR-RET-01 has not until 2027)::

    SOP-RET-01    effective: 2026-12-01
    SCR-RET-01    effective: 2027-01-01

Right::

    SOP-RET-01    effective: 2027-01-01
    SCR-RET-01    effective: 2027-01-01
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import gone
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library, Use
from handbook.source import Place
from handbook.stamp.digest import POINTERS
from handbook.stamp.in_force import select
from handbook.stamp.release import lacks_approval
from handbook.stamp.stamp import standing


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each such quotation, on the first day on which it misses."""
    told = {(use.document, use.target) for one in context.once(gone) for use in one.uses}
    for chosen, day in _states(context):
        for use in chosen.uses:
            document = chosen.documents.get(use.document)
            key = (use.document, use.target)
            if document is None or standing(document, day) != "in-force" or key in told:
                continue
            if use.field not in POINTERS and not _there(use, chosen, context.library, day):
                told.add(key)
                args = {"id": document.id, "version": document.version, "target": use.target}
                place = Place(chosen.file_of(document.id), ("effective",))
                yield Problem("VER17", place, args | {"date": day})


def _there(use: Use, chosen: Library, sources: Library, day: date) -> bool:
    """Whether something quoted is in force; what the sources themselves lack is told elsewhere."""
    entry = chosen.entries.get(use.target)
    if entry is None and sources.is_unread(use.target):
        return True
    if entry is None and (known := sources.entries.get(use.target)):
        owner = sources.documents.get(known.document)
        if owner and owner.status == "approved" and owner.effective is None:
            return True  # VER05 says so where it is
    if entry is None:
        former = chosen.documents[use.document] is not sources.documents[use.document]
        return not former and use.target not in sources.entries
    document = chosen.documents.get(entry.document)
    if document is None:
        return True
    stands = standing(document, day)
    if stands == "draft":  # those that only wait for approval are not there either
        return sources.documents[document.id].status == "draft"
    return stands != "coming"


def _states(context: Context) -> Iterator[tuple[Library, date]]:
    """What is in force today and on every day on which something takes effect.

    Once as it is published, once as its authors mean it: with what still waits for approval.
    """
    library, histories, today = context.library, context.histories, context.today
    documents = library.documents.values()
    waiting = any(lacks_approval(document, histories) for document in documents)
    for preview in (False, True) if waiting else (False,):
        now = select(library, histories, today, preview=preview)
        if now.library is library and not now.turns:
            return  # all that there is, is in force
        for day in (today, *now.turns):
            yield select(library, histories, day, preview=preview).library, day


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
