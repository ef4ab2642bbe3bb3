"""The revision record beside the history, which holds its entries as they were released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from handbook.model.base import Change, Document
from handbook.stamp.history import History, Line, Record
from handbook.stamp.version import number


class Approved(NamedTuple):
    """Who approved a version, by a role's address or a person's name, and when."""

    by: str
    on: date


def approval(change: Change, history: History | None) -> Approved | None:
    """Who approved a version: as its release says, else as its entry does."""
    record = history.release(change.version) if history else None
    entry = change.approved
    if record and not (entry and entry.by == record.approver):
        return Approved(record.approver, record.on)
    return Approved(entry.by, entry.on) if entry else None


def starts(change: Change, document: Document, history: History | None) -> date | None:
    """From when a version held; None for one that never did, or of which nothing is known."""
    if history and (line := _line(change, history)):
        return line.effective if line in history.effects else None
    return document.effective if document.version == change.version else None


def news_on(change: Change, document: Document, history: History | None, today: date) -> date:
    """The day on which a version was news last: that of its release, then its first in force.

    A handbook that moved in was in force before the first line of its history was written.
    """
    line = _line(change, history) if history else None
    moved_in = line is not None and line.number == 1 and line.effective < line.on
    released = change.date if line is None or moved_in else line.on
    days = (released, starts(change, document, history))
    return max((day for day in days if day and day <= today), default=change.date)


def _line(change: Change, history: History) -> Line | None:
    released = (line for line in history.lines if line.event == "release")
    return next((line for line in released if line.version == change.version), None)


def sealed_entries(record: Record) -> dict[str, Change]:
    """The revision record as a release holds it, by version. Raises ValueError."""
    entries = [
        Change.model_validate(one, strict=False) for one in record.control.get("changes", ())
    ]
    return {one.version: one for one in entries}


def entry_then(record: Record) -> Change:
    """The entry of a release's own version, as it was released."""
    try:
        return sealed_entries(record)[record.version]
    except (KeyError, ValueError):  # it had none, or one of another form
        return Change.model_construct(
            version=record.version, date=record.on, change_class=record.change_class,
            summary=record.summary, author=record.author,
        )  # fmt: skip


def left_out(document: Document, history: History) -> Iterator[Record]:
    """The releases before a document's version that its revision record does not tell of."""
    told = {one.version for one in document.changes}
    lost = {line.version for line in history.lines if line.event == "release"} - told
    for version in sorted(lost, key=number):
        earlier = number(version) < number(document.version)
        if earlier and (record := history.release(version)) is not None:
            yield record


def before_history(document: Document, history: History) -> list[Change]:
    """The entries of versions from before the first release that is kept, the newest first.

    A handbook that moved in has versions that were never released here.
    """
    first = next((line for line in history.lines if line.event == "release"), None)
    if first is None:
        return []
    older = (one for one in document.changes if number(one.version) < number(first.version))
    return sorted(older, key=lambda one: number(one.version), reverse=True)


def whole(document: Document, history: History | None) -> list[Change]:
    """All that is known of a document's revisions, the newest first."""
    lost = [entry_then(one) for one in left_out(document, history)] if history else []
    if not lost:
        return list(document.changes)
    return sorted([*document.changes, *lost], key=lambda one: number(one.version), reverse=True)
