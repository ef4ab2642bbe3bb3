"""What a reader of an earlier edition finds changed in a document, by the places in its content.

A place is a route as differences have it: keys, and ``#id`` or ``#2`` for the members of lists. To
what was changed in the document itself come the places that quote something told otherwise now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handbook.model.base import Document
from handbook.model.library import Library
from handbook.source import Route
from handbook.stamp.changes import differences
from handbook.stamp.digest import POINTERS, content_of, quoted_by
from handbook.stamp.history import History, Record

Where = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed in a document since a day."""

    added: bool = False
    """Whether the document was not in force then, so that all of it is new."""
    unknown: bool = False
    """Whether it has changed since, but nothing is kept of what it said then."""
    changed: tuple[Where, ...] = ()
    removed: tuple[Where, ...] = ()
    """Members that are gone, by the route of the list that held them."""

    def touches(self, *route: str) -> bool:
        """Whether a place has changed, anything below it or something that it is part of."""
        return any(where[: len(route)] == route[: len(where)] for where in self.changed)

    def thins(self, *route: str) -> bool:
        """Whether something is gone from a list."""
        return route in self.removed


def since(document: Document, library: Library, history: History | None, day: date) -> Since:
    """What has changed in a document since the edition of a day."""
    line = history.in_force(day) if history else None
    try:
        record = line.record if line else None
    except ValueError:  # told by the rule about histories
        record = None
    if record is None:
        return _unrecorded(document, history, day)
    if record.status != "approved":
        return Since(added=True)
    found = differences(document.KIND, record.content, content_of(document))
    changed = {one.route for one in found if one.way != "removed"}
    changed.update(_quoting(document, library, record))
    removed = {one.route[:-1] for one in found if one.way == "removed"}
    return Since(changed=tuple(sorted(changed)), removed=tuple(sorted(removed)))


def _unrecorded(document: Document, history: History | None, day: date) -> Since:
    """What is known where nothing is kept of a day: which versions were in force then."""
    known = {line.version: line.effective for line in history.lines} if history else {}
    known.setdefault(document.version, document.effective or date.max)
    days = [known.get(change.version, change.date) for change in document.changes]
    added = min(days, default=date.max) > day
    return Since(added=added, unknown=not added and max(days) > day)


def _quoting(document: Document, library: Library, record: Record) -> Iterator[Where]:
    """The places that quote what was told otherwise then."""
    now = quoted_by(document, library)
    told = {address for address, words in now.items() if record.quoted.get(address) != words}
    content: Mapping[str, Any] = document.model_dump(mode="json", by_alias=True)
    for use in library.uses_of(document.id):
        if use.target in told and use.field not in POINTERS:
            yield _named(content, use.place.route)


def _named(content: Any, route: Route) -> Where:
    """A route with the members of lists by their ids, as differences have it."""
    named = []
    for part in route:
        content = content[part]
        if isinstance(part, str):
            named.append(part)
        elif isinstance(content, dict):
            named.append(f"#{content.get('id', part + 1)}")
    return tuple(named)
