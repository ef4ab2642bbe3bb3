"""What chapters show, told before they are written: what has not changed is not written again.

A chapter shows its document, and of those that it names their titles, values and wordings; in a
wording others are named in turn, and so on, but not far. Of who refers to it it says nothing. So it
reads as it did while the documents near to it are what they were.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from handbook.load.cache import key_of
from handbook.model.base import Document
from handbook.model.library import Library
from handbook.press.layout import Layout
from handbook.press.revisions import Revisions
from handbook.render.environment import digest, folders
from handbook.render.view import Book

_FAR = 3
"""So many references on stands the last thing that is shown."""


@dataclass(frozen=True)
class Shown:
    """Keys of what the chapters of a book show."""

    book: Book

    @property
    def known(self) -> bool:
        """Whether templates show what is said above; a project's own may show anything."""
        return len(folders(self.book.templates)) == 1

    def key(self, document: Document, layout: Layout) -> bytes:
        """A key that is another one whenever the chapter would read otherwise."""
        book, once = self.book, self.book.library.once
        near = {document.id}
        for _ in range(_FAR):
            near = near.union(*(once(_named, id_) for id_ in near))
        said = document.id, book.stamps[document.id], layout
        revised = Revisions.of(document, book, layout.since)
        own = repr((*said, revised)).encode()
        return key_of(self._common, own, *(once(_said, id_) for id_ in sorted(near)))

    @cached_property
    def _common(self) -> bytes:
        """What all chapters depend on: terms too, by which words are made Traditional."""
        book = self.book
        terms = [one for one in book.library.documents.values() if one.KIND == "terms"]
        said = [book.language, *(one.model_dump_json() for one in (book.settings, *terms))]
        return key_of(digest(book.templates), *(text.encode() for text in said))


def _named(library: Library, id_: str) -> frozenset[str]:
    """The documents that a document names, or an item of which it names."""
    found = (library.entries.get(use.target) for use in library.uses_of(id_))
    return frozenset(entry.document for entry in found if entry and entry.document)


def _said(library: Library, id_: str) -> bytes:
    """A digest of all that a document says, and of which of its references lead somewhere."""
    said = hashlib.sha256(library.documents[id_].model_dump_json(by_alias=True).encode())
    for use in library.uses_of(id_):
        said.update(b"%d" % (use.target in library.entries))
    return said.digest()
