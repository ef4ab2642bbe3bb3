"""What follows a manual's last part: lists, glossary, record of changes and index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from handbook.model.base import Change, Document, Item
from handbook.model.form import FormItem
from handbook.model.manual import Appendix, Manual
from handbook.model.quantity import Amount
from handbook.model.service_level import ServiceLevel
from handbook.model.term import TermItem
from handbook.press.chapter import anchor, print_view, style
from handbook.press.index import Section, index_lines, sections
from handbook.press.layout import Layout
from handbook.press.typeset import typeset
from handbook.render.order import collated
from handbook.render.view import Book
from handbook.render.volume import Part
from handbook.stamp.stamp import later

Pages = Mapping[str, int]
"""By anchor, the page on which a part, document or item stands in a manual."""


_Item = TypeVar("_Item", bound=Item)


@dataclass(frozen=True, slots=True)
class Back:
    """What a manual's back matter is made of."""

    manual: Manual
    documents: tuple[Document, ...]
    book: Book
    layout: Layout

    @classmethod
    def of(cls, manual: Manual, parts: tuple[Part, ...], book: Book, layout: Layout) -> Back:
        """The back matter of a manual with these parts."""
        documents = tuple(document for part in parts for document in part.documents)
        return cls(manual, documents, book, layout)

    @property
    def sections(self) -> list[Appendix]:
        """What there is, in the order that the manual asks for."""
        filled: Mapping[Appendix, Callable[[], object]] = {
            "forms": self.forms, "levels": self.levels, "glossary": self.glossary,
            "changes": self.changes, "index": lambda: self.documents,
        }  # fmt: skip
        return [name for name in dict.fromkeys(self.manual.back) if filled[name]()]

    def forms(self) -> list[FormItem]:
        """The forms in the manual."""
        return self._items(FormItem)

    def levels(self) -> list[ServiceLevel]:
        """The service levels in the manual."""
        return self._items(ServiceLevel)

    def glossary(self) -> list[TermItem]:
        """All terms, in order; none where a glossary is one of the chapters."""
        if any(document.KIND == "terms" for document in self.documents):
            return []
        book = self.book
        return sorted(
            book.library.of_kind("term"),
            key=lambda term: collated(term.term, book.language, term.pinyin or "").key,
        )

    def changes(self) -> list[tuple[Document, Change]]:
        """The changes of its documents since the edition compared with, or in the last year."""
        start = self.since
        found = [
            (document, change)
            for document in self.documents
            for change in document.changes
            if change.date > start
        ]
        return sorted(found, key=lambda one: (one[1].date, one[0].id), reverse=True)

    @property
    def since(self) -> date:
        """From which day on changes are listed."""
        return self.layout.since or later(self.book.today, Amount(-1, "years"))

    def html(self, pages: Pages) -> tuple[str, ...]:
        """Each section of a manual whose chapters stand on these pages."""
        book, view = self.book, print_view(self.book)

        def page(address: str) -> int | None:
            return pages.get(anchor(address))

        def index() -> list[Section]:
            held = frozenset(document.id for document in self.documents)
            return sections(index_lines(book, held, page))

        template = book.templates.get_template("print/back.html")
        said = {
            "back": self, "page": page, "v": view, "t": view.t, "book": book, "index": index,
            "style": style(book, self.layout),
        }  # fmt: skip
        return tuple(typeset(template.render(said, name=name), book) for name in self.sections)

    def _items(self, model: type[_Item]) -> list[_Item]:
        return [
            entry.value
            for document in self.documents
            for entry in self.book.library.items_of(document.id)
            if isinstance(entry.value, model)
        ]
