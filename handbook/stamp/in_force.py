"""Which release of each document is in force on a day, and which is coming.

The sources hold the newest content, which may be next month's. On a day before it takes effect,
pages and prints are made of the release before it, as its record tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.model.base import Document
from handbook.model.library import Library, with_documents
from handbook.stamp.history import History, Line
from handbook.stamp.stamp import standing


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that is approved and takes effect on a later day."""

    document: Document
    effective: date


@dataclass(frozen=True, slots=True)
class Selection:
    """What is in force on a day."""

    library: Library
    """The sources with every document as it is in force; those that never were, as they stand."""
    coming: tuple[Coming, ...]
    """The soonest first."""
    turns: tuple[date, ...]
    """The later days on which something takes effect or ends."""


def select(library: Library, histories: Mapping[str, History], day: date) -> Selection:
    """What of a library is in force on a day.

    A record whose content today's models cannot read is passed by; a rule tells of it.
    """
    replaced: dict[str, Document] = {}
    coming: list[Coming] = []
    for document in library.documents.values():
        history = histories.get(document.id)
        coming += _coming(document, history, day)
        if history is not None and _is_ahead(document, day):
            former = readable(history.in_force(day))
            if former is not None and former.status == "approved":
                replaced[document.id] = former
    coming.sort(key=lambda one: (one.effective, one.document.id))
    ending = {d.effective for d in library.documents.values() if d.status == "retired"}
    later = {one.effective for one in coming} | {end for end in ending if end and end > day}
    return Selection(with_documents(library, replaced), tuple(coming), tuple(sorted(later)))


def _is_ahead(document: Document, day: date) -> bool:
    """Whether the source is not what holds on a day: it is to come, or to end, or being drafted."""
    later = document.effective is not None and document.effective > day
    return document.status == "draft" or later


def readable(line: Line | None) -> Document | None:
    """The document of a release; None where there is none or its model has moved on."""
    try:
        return line.record.document() if line else None
    except ValueError:
        return None


def _coming(document: Document, history: History | None, day: date) -> Iterator[Coming]:
    """The versions that take effect after a day: the source's own, and released ones before it."""
    if document.effective and standing(document, day) == "coming":
        yield Coming(document, document.effective)
    for line in history.after(day) if history else ():
        former = line.status == "approved" and line.version != document.version
        if former and (found := readable(line)) is not None:
            yield Coming(found, line.effective)
