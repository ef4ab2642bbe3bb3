"""Pages of documents, and of items that deserve one: what each template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.model.base import Document, full
from handbook.model.library import Entry, Library
from handbook.model.script import ScriptItem, ScriptLibrary
from handbook.model.sop import Sop
from handbook.render.answer import answer_of, measured_by
from handbook.render.outline import passages
from handbook.render.relations import Relations
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.desk import clocks
from handbook.site.page import SitePage

KINDS = ("script", "sla", "kpi", "path", "course", "form")
"""Kinds of item whose page is made here; roles, channels and scenes have overviews of their own."""


@dataclass(frozen=True, slots=True)
class ScriptShelf:
    """Scripts by scene in the handbook's order, and what they can be filtered by."""

    groups: Mapping[str, tuple[ScriptItem, ...]]
    """Address of a scene to its scripts."""
    channels: tuple[str, ...]
    moods: tuple[str, ...]

    @property
    def scenes(self) -> tuple[str, ...]:
        return tuple(self.groups)

    @property
    def count(self) -> int:
        return sum(map(len, self.groups.values()))

    @classmethod
    def of(cls, scripts: Iterable[ScriptItem], library: Library) -> ScriptShelf:
        """Put scripts in order; only what some script names can be asked for."""
        scripts = tuple(scripts)
        variants = [variant for script in scripts for variant in script.variants]
        groups = {
            scene: found
            for scene in _addresses(library, "scene")
            if (found := tuple(s for s in scripts if full("scene", s.scene) == scene))
        }
        channels = {full("channel", channel) for s in scripts for channel in s.channels}
        moods = {full("mood", variant.mood) for variant in variants if variant.mood}
        return cls(
            groups,
            tuple(address for address in _addresses(library, "channel") if address in channels),
            tuple(address for address in _addresses(library, "mood") if address in moods),
        )


def script_shelf(book: Book) -> ScriptShelf:
    """The scripts of all libraries in force."""
    libraries = [doc for doc in book.in_force("scripts") if isinstance(doc, ScriptLibrary)]
    return ScriptShelf.of((s for doc in libraries for s in doc.scripts), book.library)


def relations_of(book: Book) -> Relations:
    """Who refers to whom among the documents in force."""
    return Relations(book.library, frozenset(document.id for document in book.in_force()))


def document_pages(book: Book, addresses: Addresses) -> Iterator[SitePage]:
    """A page for each document in force."""
    relations = relations_of(book)
    for document in book.in_force():
        context: dict[str, Any] = {
            "document": document,
            "relations": relations,
            "passages": passages(document.body),
        }
        if more := _DOCUMENTS.get(document.KIND):
            context |= more(document, book)
        yield SitePage(
            addresses.path(document.id) or "", f"kinds/{document.KIND}.html", document.title,
            context, description=_said(document.summary, book, document.id), document=document.id,
        )  # fmt: skip


def item_pages(book: Book, addresses: Addresses) -> Iterator[SitePage]:
    """A page for each item of these kinds whose document is in force."""
    relations = relations_of(book)
    for entry in book.library.entries.values():
        if entry.kind in KINDS and entry.document in relations.shown:
            context: dict[str, Any] = {
                "item": entry.value,
                "entry": entry,
                "relations": relations,
                "mentioned": f"mentioned.{entry.kind}",
            }
            yield SitePage(
                addresses.path(entry.address) or "", f"items/{entry.kind}.html",
                book.prose.plain(entry.label), context,
                description=_described(entry, book), document=entry.document,
            )  # fmt: skip


def _addresses(library: Library, kind: str) -> tuple[str, ...]:
    return tuple(entry.address for entry in library.entries.values() if entry.kind == kind)


def _said(text: str | None, book: Book, document: str = "") -> str:
    return book.prose.plain(text, document) if text else ""


def _described(entry: Entry, book: Book) -> str:
    """The field that says in a line what an item is for."""
    value = entry.value
    for name in ("purpose", "definition", "applies", "trigger"):
        if text := getattr(value, name, None):
            return _said(text, book, entry.document)
    return ""


def _sop(document: Document, book: Book) -> dict[str, Any]:
    if not isinstance(document, Sop):
        return {}
    return {
        "answer": answer_of(document),
        "measured": measured_by(document),
        "clocks": clocks(document, book.library),
    }


def _scripts(document: Document, book: Book) -> dict[str, Any]:
    scripts = document.scripts if isinstance(document, ScriptLibrary) else ()
    return {"shelf": ScriptShelf.of(scripts, book.library)}


_DOCUMENTS: Mapping[str, Callable[[Document, Book], dict[str, Any]]] = {
    "sop": _sop,
    "scripts": _scripts,
}
