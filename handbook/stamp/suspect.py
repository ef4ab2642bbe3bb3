"""Suspects: documents that quote what has changed in meaning since they were last read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handbook.model.library import Library
from handbook.stamp.history import History
from handbook.stamp.meaning import Upstream, joined, own_meaning
from handbook.stamp.then import held


@dataclass(frozen=True, slots=True)
class Suspect:
    """A document, and the addresses of the items that changed in meaning under it."""

    document: str
    items: tuple[str, ...]


def suspects(library: Library, histories: Mapping[str, History]) -> tuple[Suspect, ...]:
    """Every suspect document, in the order of the sources.

    What a document quotes newly is no suspicion: its own content changed then. Nor is what tells of
    something that cannot be read just now.
    """
    upstream = Upstream(library)
    found = []
    for document in library.documents.values():
        history = histories.get(document.id)
        if history is None or document.status != "approved":
            continue
        now = upstream.of(document.id)
        read = history.upstream
        items = tuple(
            one for one in now if one in read and now[one] != read[one] and upstream.is_known(one)
        )
        if items:
            found.append(Suspect(document.id, items))
    return tuple(found)


class Causes:
    """What really changed under suspects: an item that is quoted, or what is told in it."""

    def __init__(self, library: Library, histories: Mapping[str, History]) -> None:
        self._upstream = Upstream(library)
        self._histories = histories
        self._held: dict[tuple[str, date], dict[str, Any]] = {}

    def of(self, document: str, item: str) -> tuple[str, ...]:
        """The addresses that changed in an item of a suspect since it was read there.

        What each said then is in the releases of that day. Where these do not give the digest that
        was read, such as when something was not released yet, it is the item as a whole.
        """
        history = self._histories[document]
        read = history.upstream[item]
        day = next(one.on for one in history.records if one.upstream.get(item) == read)
        now = self._upstream.parts(item)
        then = {one: self._meaning(one, day) for one in now}
        if joined(then) != read:
            return (item,)
        return tuple(one for one in now if now[one] != then[one])

    def _meaning(self, address: str, day: date) -> str:
        entry = self._upstream.library.entries[address]
        content = self._released(entry.document, day).get(address)
        return own_meaning(content, type(entry.value)) if content else ""

    def _released(self, document: str, day: date) -> dict[str, Any]:
        """All that has an id in the newest release of a document on a day."""
        if (document, day) not in self._held:
            history = self._histories.get(document)
            past = [one for one in history.releases if one.on <= day] if history else []
            found = held(past[-1].content, document) if past else ()
            self._held[document, day] = dict(found)
        return self._held[document, day]
