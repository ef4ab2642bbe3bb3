"""A chapter: one document, set by itself, the same in every manual that holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from handbook.model.base import Document
from handbook.model.card import Card
from handbook.model.manual import Manual
from handbook.press.layout import PLAIN, Layout
from handbook.press.links import SCHEME, SCHEME_PAGE
from handbook.press.revisions import Revisions
from handbook.press.typeset import typeset
from handbook.render.prose import nothing
from handbook.render.view import Book, View

_TURNED_TO = frozenset({"step", "article", "form", "path", "course", "document"})
"""Kinds that a reader is sent to; of the rest what matters is said where they are named."""

_ROOM = "\u00a0"
# Debian's fonts-noto-cjk; the family names are the same on every system that has it. Quotation
# marks of the Chinese ones are as wide as a character: ’ would tear an English word apart.
_REGION = {"zh-Hans": "SC", "zh-Hant": "TC", "en": "JP"}


def anchor(address: str) -> str:
    """The id of an element in print: an address, with a mark that an id may hold."""
    return address.replace("#", "--")


def print_view(book: Book, document: str = "") -> View:
    """A view, from a document, whose links are addresses and say on which page they lead."""
    entries = book.library.entries

    def href(address: str) -> str | None:
        entry = entries.get(address)
        return SCHEME + anchor(address) if entry and entry.document else None

    return View(book, href, document, _Rooms(book, document) if document else nothing)


@dataclass
class _Rooms:
    """Adds to links room for the page of what they lead to: once a chapter, where it lies outside.

    A book that says it at every mention is hard to read.
    """

    book: Book
    document: str
    said: set[str] = field(default_factory=set)

    def __call__(self, address: str) -> Markup:
        if address in self.said or not self._is_turned_to(address):
            return Markup()
        self.said.add(address)
        before, after = self.book.t("shared.in_brackets", text=_ROOM).split(_ROOM)
        return Markup('<span class="at">{}<a href="{}">{}</a>{}</span>').format(
            before, SCHEME_PAGE + anchor(address), _ROOM, after
        )

    def _is_turned_to(self, address: str) -> bool:
        entry = self.book.library.entries.get(address)
        if entry is None or entry.document in ("", self.document):
            return False
        kind = "document" if entry.address == entry.document else entry.kind
        return kind in _TURNED_TO and not isinstance(entry.value, Card | Manual)


def chapter_html(document: Document, book: Book, layout: Layout = PLAIN) -> str:
    """One document as a page sequence that stands alone."""
    view = print_view(book, document.id)
    html = book.templates.get_template("print/chapter.html").render(
        document=document, v=view, t=view.t, book=book, anchor=anchor,
        style=style(book, layout), check=partial(check, book),
        rev=Revisions.of(document, book, layout.since), fillable=layout.fillable,
    )  # fmt: skip
    return typeset(html, book)


def check(book: Book, digest: str) -> str:
    """The last line of a page's foot: how a copy is checked, and the digest of what it says."""
    how = book.t("proof.scan") if book.settings.site else book.t("proof.without")
    return book.t("proof.foot", how=how, digest=digest)


def style(book: Book, layout: Layout = PLAIN) -> Markup:
    """The style sheet, with the words of its margins in the book's language."""
    region = _REGION.get(book.language, "SC")
    css = book.templates.get_template("print/style.css").render(
        book=book, t=book.t, css=css_string, print_note=note(book), page=layout,
        fonts=Markup(fonts(book)),
        display_fonts=Markup(f'"Noto Serif CJK {region}", serif'),
    )  # fmt: skip
    return Markup(css)


def fonts(book: Book) -> str:
    """The font families of running text, as CSS."""
    return f'"Noto Sans CJK {_REGION.get(book.language, "SC")}", sans-serif'


def note(book: Book) -> str:
    """What every printed page says of its own standing."""
    return book.settings.print_note or book.t("print.uncontrolled")


def css_string(text: str) -> Markup:
    """A text as a CSS string; what could end the string or the style element is escaped."""
    # The space ends an escape; without it a space of the text would be taken for its end.
    safe = "".join(c if c.isalnum() or c in " .,:·/-" else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{safe}"')
