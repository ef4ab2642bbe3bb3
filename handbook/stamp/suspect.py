"""Suspects: documents that quote what has changed in meaning since they were last read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.model.library import Library
from handbook.stamp.history import History
from handbook.stamp.meaning import Upstream


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
