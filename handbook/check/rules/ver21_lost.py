"""The history of a document is gone.

Another document quoted it in a release, before the version that its source has now: an earlier
version was in force then, so there was a record of it. A new history would begin as if nothing had
been before. Without such a trace the tool cannot tell a history that was deleted from one that
never was; the comparison with the main branch can (``handbook check --base``).

Wrong (no history/SLA-01.jsonl, though SOP-RET-01 quoted SLA-01 in January)::

    version: 1.1.0
    changes:
      - {version: 1.1.0, date: 2026-03-01, class: normative, summary: 缩短, author: 流程组}
      - {version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组}

Right::

    git checkout origin/main -- sop_sources/history/SLA-01.jsonl
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.check.rule import Context, Rule, Words
from handbook.config import HISTORY, SOURCES
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Change, Document
from handbook.source import Place
from handbook.stamp.release import entry_of
from handbook.stamp.version import number


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document that was in force, but has no history."""
    for document in context.library.documents.values():
        entry = entry_of(document)
        if entry is None or document.id in context.histories:
            continue
        earlier = [one for one in document.changes if number(one.version) < number(entry.version)]
        if earlier and (found := _quoted(document, earlier, entry.date, context)):
            args = {"id": document.id, "file": f"{SOURCES}/{HISTORY}/{document.id}.jsonl", **found}
            place = Place(context.library.file_of(document.id), ("version",))
            yield Problem("VER21", place, args)


def _quoted(
    document: Document, earlier: list[Change], until: date, context: Context
) -> dict[str, object]:
    """A release of another document that quoted an earlier version; nothing where there is none."""
    held = {document.id, *(one.address for one in context.library.items_of(document.id))}
    first = min(one.date for one in earlier)
    for history in context.histories.values():
        for record in history.releases:
            if first <= record.on < until and not held.isdisjoint(record.quoted):
                then = max(
                    (one for one in earlier if one.date <= record.on),
                    key=lambda one: number(one.version),
                )
                by = f"{record.id} {record.version}"
                return {"version": then.version, "by": by, "on": record.on}
    return {}


RULE = Rule(
    code="VER21",
    severity=Severity.WARNING,
    title=Words(
        "历史文件不见了",
        "History gone",
    ),
    message=Words(
        "{by} 在 {on} 发布时引用了 {id}，当时是 {version}，却没有 {id} 的历史",
        "{by}, released on {on}, quoted {id}, which was at {version} then; but {id} has no history",
    ),
    hint=Words(
        "历史被删的，从主干恢复：git checkout origin/main -- {file}；从来没有发布过的，运行 "
        "handbook release {id}",
        "if it was deleted, take it from the main branch: `git checkout origin/main -- {file}`; "
        "if it never was released, run `handbook release {id}`",
    ),
    check=check,
    module=__name__,
)
