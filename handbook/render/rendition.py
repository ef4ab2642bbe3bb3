"""The handbook in a language: that of its sources, or one that is made of it.

What is made keeps ids, addresses, versions, days and digests: a stamp names the source, in whatever
script it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from handbook.model.base import Document, Model
from handbook.model.library import with_documents
from handbook.model.term import Terms
from handbook.render.traditional import Conversion
from handbook.render.view import Book
from handbook.render.words import Translate, translator
from handbook.stamp.stamp import Edition, Stamp

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class TranslatedBook(Book):
    """A book whose texts were converted from those of another."""

    origin: Book
    conversion: Conversion

    @property
    def folder(self) -> str:
        """``zh-hant/``"""
        return folder_of(self.language)

    @cached_property
    def t(self) -> Translate:
        return translator(self.language, self.conversion)

    @cached_property
    def edition(self) -> Edition:
        return self.origin.edition

    @cached_property
    def stamps(self) -> dict[str, Stamp]:
        return {id_: self._told(stamp) for id_, stamp in self.origin.stamps.items()}

    @cached_property
    def eves(self) -> dict[str, date]:
        return self.origin.eves

    def stamp_of(self, document: Document) -> Stamp:
        """The stamp of any version of a document, as one that is coming."""
        pairs = zip(self.origin.coming, self.coming, strict=True)
        source = next((one.document for one, own in pairs if own.document is document), None)
        if source is None:
            return self.stamps[document.id]
        return self._told(self.origin.stamp_of(source))

    def _told(self, stamp: Stamp) -> Stamp:
        text = self.conversion.text
        return replace(
            stamp, title=text(stamp.title), owner=text(stamp.owner), approver=text(stamp.approver)
        )


@dataclass(frozen=True)
class Rendition:
    """A handbook as it is published in one language, below one folder of the site."""

    book: Book
    later: tuple[Book, ...] = ()
    """As it will be from each later day on which something changes, the soonest first."""

    @property
    def folder(self) -> str:
        """``zh-hant/``; empty for the language of the sources."""
        return self.book.folder

    @property
    def conversion(self) -> Conversion | None:
        """How it was made, if it was."""
        return self.book.conversion if isinstance(self.book, TranslatedBook) else None

    @property
    def prints(self) -> bool:
        """Whether it has PDFs of its own."""
        return self.conversion is None or self.book.settings.traditional.print


def folder_of(language: str) -> str:
    """Below which the pages of a language that was made lie."""
    return f"{language.lower()}/"


def traditional(source: Rendition) -> Rendition:
    """The Traditional rendition of a Simplified one."""
    return _Translator(source.book, "zh-Hant").rendition(source)


class _Translator:
    """Converts a book and those of later days, with which it shares most documents."""

    def __init__(self, book: Book, language: str) -> None:
        self.language = language
        self.conversion = Conversion.of(book.library)
        self._made: dict[int, Document] = {}

    def rendition(self, source: Rendition) -> Rendition:
        later = tuple(map(self._book, source.later))
        return Rendition(self._book(source.book), later)

    def _book(self, book: Book) -> TranslatedBook:
        settings = self._model(book.settings)
        if settings.site:
            settings = settings.model_copy(
                update={"site": settings.site + folder_of(self.language)}
            )
        documents = {id_: self._document(one) for id_, one in book.library.documents.items()}
        coming = tuple(replace(one, document=self._document(one.document)) for one in book.coming)
        return TranslatedBook(
            library=with_documents(replace(book.library, settings=settings), documents),
            today=book.today,
            language=self.language,
            templates=book.templates,
            coming=coming,
            histories=book.histories,
            suspects=book.suspects,
            origin=book,
            conversion=self.conversion,
        )

    def _document(self, document: Document) -> Document:
        if id(document) not in self._made:
            made = self._model(document)
            if isinstance(made, Terms):
                entries = tuple(term.without_doubles() for term in made.entries)
                made = made.model_copy(update={"entries": entries})
            self._made[id(document)] = made
        return self._made[id(document)]

    def _model(self, model: M) -> M:
        data = model.model_dump_json(by_alias=True, exclude_defaults=True)
        return type(model).model_validate_json(self.conversion.text(data))
