"""Stable addresses: from an id to the page and anchor where it is read."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from handbook.model.base import Document
from handbook.model.library import Entry, Library
from handbook.render.view import Book

# kind -> folder of the site. A kind of document has a page for each document there.
DOCUMENT_FOLDERS = {
    "roles": "roles",
    "channels": "channels",
    "terms": "terms",
    "policy": "policies",
    "sop": "sops",
    "scripts": "scripts",
    "phrases": "phrases",
    "etiquette-guide": "etiquette",
    "service-levels": "service-levels",
    "kpis": "kpis",
    "escalation": "escalation",
    "scorecard": "scorecards",
    "training-plan": "training",
    "forms": "forms",
    "programme": "programmes",
    "card": "cards",
    "manual": "print",
}
AHEAD = "next"
"""The folder of pages as they will be."""
# Kinds of item that have a page of their own; the others are anchors on their document's page.
ITEM_FOLDERS = {
    "role": "roles",
    "channel": "channels",
    "scene": "scenes",
    "script": "scripts",
    "sla": "service-levels",
    "kpi": "kpis",
    "path": "escalation",
    "course": "training",
    "form": "forms",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where everything in a library is on the site; paths end in a slash, the root is empty."""

    library: Library
    shown: frozenset[str] | None = None
    """The documents that have pages, by default all; nothing leads to the others."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Pages that are to be read elsewhere than at their paths."""

    @classmethod
    def of(cls, book: Book) -> Addresses:
        """The places of what is in force."""
        return cls(book.library, frozenset(document.id for document in book.in_force()))

    def path(self, address: str) -> str | None:
        """``sops/SOP-CMP-01/#investigate`` for an address; None where it has no place."""
        entry = self.library.entries.get(address)
        if entry is None or not self._has_page(entry.document):
            return None
        path, mark, fragment = (self._path(entry) or "").partition("#")
        return self.places.get(path, path) + mark + fragment or None

    def _has_page(self, document: str) -> bool:
        return self.shown is None or not document or document in self.shown

    def href(self, page: str, address: str) -> str | None:
        """A relative link from a page's path to an address."""
        target = self.path(address)
        return None if target is None else relative(page, target)

    def home(self, document: Document) -> str:
        """The page of a document, whether or not it is shown."""
        return f"{DOCUMENT_FOLDERS[document.KIND]}/{document.id}/"

    def history(self, document: Document) -> str:
        """The page of a document's releases."""
        return self.home(document) + "history/"

    def version(self, document: Document, version: str) -> str:
        """The page of a release, which stays where it is."""
        return f"{self.home(document)}{version}/"

    def coming(self, document: Document, day: date) -> str:
        """Where a document can be read as it will be from a day on."""
        home = self.home(document)
        return ahead(home, day) if self._has_page(document.id) else home

    def _path(self, entry: Entry) -> str | None:
        kind = entry.kind
        if entry.address == entry.document:
            return f"{DOCUMENT_FOLDERS[kind]}/{entry.address}/"
        if kind in ITEM_FOLDERS:
            return f"{ITEM_FOLDERS[kind]}/{slug(entry.address)}/"
        if not entry.document:
            return None
        document = self.library.entries[entry.document]
        return f"{DOCUMENT_FOLDERS[document.kind]}/{entry.document}/#{anchor(entry.address)}"


def ahead(path: str, day: date) -> str:
    """Where a page can be read as it will be from a day on."""
    return f"{AHEAD}/{day}/{path}"


def slug(address: str) -> str:
    """The last part of an item's id: ``refund-promise`` of ``script.refund-promise``."""
    return address.partition(".")[2].replace(".", "-")


def anchor(address: str) -> str:
    """The id of an element on its document's page: a step's own id, or the item's whole id."""
    return address.rpartition("#")[2]


def relative(page: str, target: str) -> str:
    """A link from the page at ``page`` to ``target``; both relative to the site's root."""
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return mark + fragment
    return _between(page, path) + mark + fragment


@lru_cache(maxsize=1 << 16)
def _between(page: str, path: str) -> str:
    link = posixpath.relpath("/" + path, "/" + page)
    return link + "/" if path.endswith("/") or not path else link
