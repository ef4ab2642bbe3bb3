"""What is in force, asked for by kind: the ground of all overview pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from handbook.model.base import Change, Document, full
from handbook.model.library import Entry
from handbook.render.view import Book, referrers
from handbook.stamp.entries import news_on, starts

MOST_CHANGES = 300
"""So many revisions are listed; the others stand in the records of their documents."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A change with the documents that it is a change of; most often one."""

    documents: tuple[Document, ...]
    change: Change
    day: date
    """When it was news: when it was released, then when it took effect."""
    starts: date | None
    """From when it applies, where that is known."""

    @property
    def roles(self) -> tuple[str, ...]:
        """For whom it is, as addresses; for everyone where there are none."""
        if not all(document.audience for document in self.documents):
            return ()
        return tuple(once(name for doc in self.documents for name in doc.audience))

    @property
    def ends(self) -> bool:
        """Whether it is the end of all its documents."""
        return all(is_end(self.change, document) for document in self.documents)


@dataclass(frozen=True)
class InForce:
    """The documents in force and their items."""

    book: Book

    @cached_property
    def documents(self) -> list[Document]:
        return self.book.in_force()

    @cached_property
    def _items(self) -> dict[str, list[Entry]]:
        shown = {document.id for document in self.documents} | {""}
        items: dict[str, list[Entry]] = {}
        for entry in self.book.library.entries.values():
            if entry.document in shown:
                items.setdefault(entry.kind, []).append(entry)
        return items

    def of(self, *kinds: str) -> list[Any]:
        """The documents in force of some kinds."""
        return [document for document in self.documents if document.KIND in kinds]

    def entries(self, kind: str) -> list[Entry]:
        """The items of a kind that documents in force hold, and those of handbook.yml."""
        return self._items.get(kind, [])

    def values(self, kind: str) -> list[Any]:
        """The same as values."""
        return [entry.value for entry in self.entries(kind)]

    def used(self, kind: str, field: str, target: str) -> list[str]:
        """The addresses that a field of some documents names, in the order of the sources."""
        named = {full(target, name) for each in self.of(kind) for name in getattr(each, field)}
        return [entry.address for entry in self.entries(target) if entry.address in named]

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds that there are documents of."""
        return list(dict.fromkeys(document.KIND for document in self.documents))

    @property
    def by_department(self) -> dict[str, list[Entry]]:
        """The roles under the addresses of their departments; of none under an empty one."""
        grouped: dict[str, list[Entry]] = {entry.address: [] for entry in self.entries("dept")}
        for entry in self.entries("role"):
            name = getattr(entry.value, "department", None) or ""
            grouped.setdefault(name, []).append(entry)
        return {department: roles for department, roles in grouped.items() if roles}

    def by_scene(self, scripts: Iterable[str]) -> dict[str, list[Any]]:
        """Scripts under the addresses of their scenes, in the handbook's order."""
        grouped: dict[str, list[Any]] = {entry.address: [] for entry in self.entries("scene")}
        for address in scripts:
            script: Any = self.book.library.entries[address].value
            grouped.setdefault(full("scene", script.scene), []).append(script)
        return {scene: found for scene, found in grouped.items() if found}

    def standing(self, standing: str) -> list[Document]:
        """The documents that are coming, drafts or retired."""
        if standing == "coming":
            return self.coming
        stamps, documents = self.book.stamps, self.book.library.documents.values()
        return [document for document in documents if stamps[document.id].standing == standing]

    @cached_property
    def coming(self) -> list[Document]:
        """What is to be in force from a later day, the soonest first."""
        return [one.document for one in self.book.coming if not one.ends]

    @cached_property
    def changes(self) -> list[Dated]:
        """The revision records of what is or was in force, newest first, one entry a change.

        Documents that were revised alike, for one day, share an entry.
        """
        alike: dict[Any, tuple[Change, list[Document]]] = {}
        today = self.book.today
        for document in (*self.documents, *self.standing("retired")):
            history = self.book.histories.get(document.id)
            for change in document.changes:
                if change.date <= today:
                    days = (
                        news_on(change, document, history, today),
                        starts(change, document, history),
                    )
                    same = (*days, change.change_class, change.summary)
                    alike.setdefault(same, (change, []))[1].append(document)
        dated = [
            Dated(tuple(documents), change, *days)
            for (*days, _, _), (change, documents) in alike.items()
        ]
        return sorted(dated, key=lambda each: each.day, reverse=True)

    @cached_property
    def soon(self) -> list[Dated]:
        """What comes or ends, each with its newest change, the soonest first."""
        return [
            Dated((one.document,), one.document.changes[0], one.effective, one.effective)
            for one in self.book.coming
        ]

    @cached_property
    def told(self) -> list[str]:
        """The roles that some document in force or coming names, in the order of the sources."""
        documents = [*self.documents, *self.coming]
        meant = {name for document in documents for name in document.audience}
        return [entry.address for entry in self.entries("role") if entry.address in meant]

    @property
    def by_month(self) -> list[tuple[str, list[Dated]]]:
        """The newest changes under their months, ``2026-11`` first."""
        newest = self.changes[:MOST_CHANGES]
        return [(month, list(dated)) for month, dated in groupby(newest, _month)]

    @cached_property
    def needed(self) -> list[Document]:
        """The procedures, those that most others refer to first."""
        library = self.book.library
        weight = {sop.id: len(referrers(library, sop.id)) for sop in self.of("sop")}
        return sorted(self.of("sop"), key=lambda sop: -weight[sop.id])


def is_end(change: Change, document: Document) -> bool:
    """Whether a change is the end of its document."""
    return document.status == "retired" and document.version == change.version


def concerned(document: Document, role: str) -> bool:
    """Whether a document is for a role, by its address: named, or like everyone. All by none."""
    return not role or not document.audience or names(document.audience, role)


def names(values: Iterable[str], address: str) -> bool:
    """Whether references written with or without their prefix name an address."""
    kind = address.partition(".")[0]
    return any(full(kind, value) == address for value in values)


def once(addresses: Iterable[str]) -> Iterator[str]:
    """Each address at its first place."""
    return iter(dict.fromkeys(addresses))


def _month(dated: Dated) -> str:
    return f"{dated.day:%Y-%m}"
