"""What a manual holds: its parts with the documents in force that are their chapters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handbook.model.base import Document
from handbook.model.manual import Manual

MANUAL_KINDS = frozenset({"card", "manual"})
"""Kinds that are no chapters: they say what is printed, and how."""
_ROLE = "role."


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a manual with the documents that are its chapters."""

    title: str
    intro: str | None
    documents: tuple[Document, ...]


def parts_of(manual: Manual, in_force: Sequence[Document]) -> tuple[Part, ...]:
    """The parts of a manual with the documents that each names; none is printed twice."""
    seen: set[str] = set()
    parts = []
    for part in manual.parts:
        named = [document for name in part.include for document in _named(name, in_force)]
        documents = tuple({d.id: d for d in named if d.id not in seen}.values())
        seen.update(document.id for document in documents)
        if documents:
            parts.append(Part(part.title, part.intro, documents))
    return tuple(parts)


def _named(name: str, in_force: Iterable[Document]) -> list[Document]:
    chapters = (document for document in in_force if document.KIND not in MANUAL_KINDS)
    return [each for each in chapters if name in names_of(each)]


def names_of(document: Document) -> frozenset[str]:
    """All by which a manual's part may include a document: its id, its kind, who is to read it."""
    readers = (_ROLE + role.removeprefix(_ROLE) for role in document.audience)
    return frozenset({document.id, f"kind:{document.KIND}", *readers})
