"""Which release of each document is in force on a day, and which is coming.

The sources hold the newest content, which may be next month's, or not approved yet. On a day before
it takes effect, pages and prints are made of the release before it, as its record tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handbook.model.base import Document
from handbook.model.library import Library, with_documents
from handbook.stamp.history import History, Line
from handbook.stamp.release import belies, lacks_approval


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that is approved and takes effect on a later day, were it a retirement."""

    document: Document
    effective: date

    @property
    def ends(self) -> bool:
        """Whether it is the document's end."""
        return self.document.status == "retired"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is in force on a day."""

    library: Library
    """The sources with every document as it is in force; those that never were, as they stand.

    What nobody has approved is a draft there, whatever it calls itself.
    """
    coming: tuple[Coming, ...]
    """The soonest first."""

    @property
    def turns(self) -> tuple[date, ...]:
        """The later days on which something takes effect or ends."""
        return tuple(sorted({one.effective for one in self.coming}))


def select(
    library: Library, histories: Mapping[str, History], day: date, *, preview: bool = False
) -> Selection:
    """What of a library is in force on a day.

    In a preview what waits for approval counts as if it were approved. A record whose content
    today's models cannot read is passed by; a rule tells of it.
    """
    replaced: dict[str, Document] = {}
    coming: list[Coming] = []
    for document in library.documents.values():
        course = _course(document, histories, preview=preview)
        later = [
            Coming(found, first)
            for first, line in course
            if first > day and (found := readable(line) if line else document)
        ]
        coming += later
        now = next((one for one in reversed(course) if one[0] <= day), None)
        if now is not None:
            known = readable(now[1]) or document
        else:
            known = later[0].document if later else _drafted(document)
        if known is not document:
            replaced[document.id] = known
    coming.sort(key=lambda one: (one.effective, one.document.id))
    return Selection(with_documents(library, replaced), tuple(coming))


def held(document: Document, histories: Mapping[str, History], day: date) -> Line | None:
    """The release of which a document is made on a day; None where it is made of its source."""
    course = _course(document, histories)
    return next((line for first, line in reversed(course) if first <= day), None)


def readable(line: Line | None) -> Document | None:
    """The document of a release; None where there is none or its model has moved on."""
    try:
        return line.record.document() if line else None
    except ValueError:
        return None


def _course(
    document: Document, histories: Mapping[str, History], *, preview: bool = False
) -> list[tuple[date, Line | None]]:
    """From which day each version holds, the eldest first; None stands for the source's own."""
    history = histories.get(document.id)
    lines = history.effects if history else ()
    first = _first_day(document, histories, preview=preview)
    if first is None:
        return [(line.effective, line) for line in lines]
    before = [one for one in lines if one.version != document.version and one.effective < first]
    return [*((line.effective, line) for line in before), (first, None)]


def _first_day(
    document: Document, histories: Mapping[str, History], *, preview: bool
) -> date | None:
    """From when the source's own version holds; None where it is none that ever will."""
    if document.status == "draft" or belies(document, histories.get(document.id)):
        return None
    if lacks_approval(document, histories) and not preview:
        return None
    ended = document.status == "retired"
    return document.effective or (date.min if ended else None)


def _drafted(document: Document) -> Document:
    if document.status == "draft":
        return document
    return document.model_copy(update={"status": "draft"})
