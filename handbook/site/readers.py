"""Who needs which document at hand: what a role takes along for when there is no network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from handbook.model.base import Document
from handbook.render.view import Book

_CONTROL = frozenset({"owner", "approver", "changes"})
"""Fields that name roles which answer for a document, and need not work by it."""


def readers(book: Book) -> Mapping[str, frozenset[str]]:
    """The roles that need each document in force, by its id.

    A role needs what is written for it, the procedures in which it acts, and what these quote; a
    document without an audience is for everybody.
    """
    roles = frozenset(name for name, entry in book.library.entries.items() if entry.kind == "role")
    named, quoted = _uses(book)
    direct = {
        document.id: _named(document, named[document.id], roles) for document in book.in_force()
    }
    needed = {id_: set(held) for id_, held in direct.items()}
    for id_, held in direct.items():
        for other in quoted[id_] & needed.keys():
            needed[other] |= held
    return {id_: frozenset(held) for id_, held in needed.items()}


def _named(document: Document, named: set[str], roles: frozenset[str]) -> set[str]:
    return set(named if getattr(document, "audience", ()) else roles) & roles


def _uses(book: Book) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """The roles, and the other documents, that each document refers to."""
    roles: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for use in book.library.uses:
        entry = book.library.entries.get(use.target)
        if entry is None or (use.place.route and use.place.route[0] in _CONTROL):
            continue
        if entry.kind == "role":
            roles[use.document].add(entry.address)
        if entry.document:
            documents[use.document].add(entry.document)
    return roles, documents
