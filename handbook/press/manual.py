"""What a manual holds, and the HTML of its front matter."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.press.chapter import MANUAL_KINDS, note, print_view, style
from handbook.render.view import Book

_MARK = "\ue001"
# Rows of the list of documents on its first and on later pages, lines of the contents on a page.
_CONTROL_FIRST, _CONTROL_ROWS, _CONTENTS_LINES = 24, 34, 37


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a manual with the documents that are its chapters."""

    title: str
    intro: str | None
    documents: tuple[Document, ...]


def page_mark(name: str) -> str:
    """Stands for the page on which a chapter or part starts, until its manual is bound."""
    return f"{_MARK}{name}{_MARK}"


def with_pages(html: str, pages: dict[str, int]) -> str:
    """Front matter with its page marks replaced by numbers."""
    for name, page in pages.items():
        html = html.replace(page_mark(name), str(page))
    return html


def front_guess(parts: tuple[Part, ...]) -> int:
    """How many pages cover, control page and contents take; a wrong guess costs a second go."""
    documents = sum(len(part.documents) for part in parts)
    control = 1 + max(0, math.ceil((documents - _CONTROL_FIRST) / _CONTROL_ROWS))
    contents = math.ceil((documents + 1.5 * len(parts)) / _CONTENTS_LINES)
    return 1 + control + contents


def parts_of(manual: Manual, book: Book) -> tuple[Part, ...]:
    """The parts of a manual with the documents in force that each names; none is printed twice."""
    seen: set[str] = set()
    parts = []
    for part in manual.parts:
        named = [document for name in part.include for document in _named(name, book)]
        documents = tuple({d.id: d for d in named if d.id not in seen}.values())
        seen.update(document.id for document in documents)
        if documents:
            parts.append(Part(part.title, part.intro, documents))
    return tuple(parts)


def _named(name: str, book: Book) -> Iterator[Document]:
    kind = name.removeprefix("kind:") if name.startswith("kind:") else ""
    for document in book.in_force(kind):
        if document.KIND not in MANUAL_KINDS and (kind or document.id == name):
            yield document


def front_html(manual: Manual, parts: tuple[Part, ...], book: Book) -> str:
    """Cover, control page, contents, and at the end one opening page a part."""
    view = print_view(book)
    return book.templates.get_template("print/front.html").render(
        manual=manual, parts=parts, page_mark=page_mark, v=view, t=view.t, book=book,
        style=style(book, f"{manual.id} · {book.edition.name}"), print_note=note(book),
    )  # fmt: skip
