"""What chapters show, told before they are written: what has not changed is not written again.

A chapter shows its document, and of what that names titles, values and wordings; in a wording
others are quoted in turn, and so on; other things lead on, but not far. A document that is named
goes by its title. Of who refers to it a chapter says nothing. So it reads as it did while all of
that is what it was. Who approved its versions stands in its history, which only a release adds to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from handbook.load.keys import files_key, joined, key_of
from handbook.model.base import Document
from handbook.model.library import Library
from handbook.model.prose import REFERENCE
from handbook.press.installed import fonts_key
from handbook.press.layout import Layout
from handbook.press.revisions import Revisions
from handbook.render.environment import folders
from handbook.render.view import Book

_FAR = 3
"""So many references on stands the last thing that is shown, but for what wordings quote."""


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
        near = new = once(_named, document.id)
        for _ in range(_FAR - 1):
            new = frozenset().union(*(once(_leads, address) for address in new)) - near
            near |= new
        while new:  # a wording is shown with all that it quotes
            new = frozenset().union(*(once(_quoted, address) for address in new)) - near
            near |= new
        revised = Revisions.of(document, book, layout.since)
        history = book.histories.get(document.id)
        release = history.newest.seal if history and history.newest else ""
        own = repr((document.id, book.stamps[document.id], layout, revised, release))
        said = (once(_said, address) for address in (document.id, *sorted(near)))
        return key_of(self._common, own, *said)

    @cached_property
    def _common(self) -> bytes:
        """What all chapters depend on: fonts, and terms, by which words are made Traditional.

        Any role may have approved a version in the past.
        """
        book = self.book
        roles = [book.library.label(one.id) for one in book.library.of_kind("role")]
        terms = [one for one in book.library.documents.values() if one.KIND == "terms"]
        said = [book.language, *roles, *(one.model_dump_json() for one in (book.settings, *terms))]
        return key_of(fonts_key(), files_key(folders(book.templates)), *said)


def _named(library: Library, id_: str) -> frozenset[str]:
    """What a document names anywhere."""
    return frozenset(use.target for use in library.uses_of(id_)) & library.entries.keys()


def _leads(library: Library, address: str) -> frozenset[str]:
    """What an item names; of a document that is named no more than its title is shown."""
    document = library.entries[address].document
    if address == document:
        return frozenset()
    targets = (use.target for use in library.uses_of(document) if use.source == address)
    return frozenset(targets) & library.entries.keys()


def _quoted(library: Library, address: str) -> frozenset[str]:
    """What the words of an item name, which are shown wherever it is named itself."""
    words = library.entries[address].value.words("en")
    return frozenset(one.strip() for one, _ in REFERENCE.findall(words)) & library.entries.keys()


def _said(library: Library, address: str) -> bytes:
    """A digest of all that a document or item says, and of which references lead somewhere."""
    entry = library.entries[address]
    said = [entry.value.model_dump_json(by_alias=True)]
    within = library.documents.get(entry.document)
    if within is not None:
        control = within.title, within.version, within.status, within.effective
        said.append(repr(control))
    uses = (use for use in library.uses_of(entry.document) if address in (use.source, use.document))
    return joined(*said, *(str(use.target in library.entries) for use in uses))
