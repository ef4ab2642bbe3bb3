"""What a manual holds, and the HTML of its front matter."""

from __future__ import annotations

import math

from handbook.model.manual import Manual
from handbook.press.chapter import note, print_view, style
from handbook.render.view import Book
from handbook.render.volume import Part

_MARK = "\ue001"
# Rows of the list of documents on its first and on later pages, lines of the contents on a page.
_CONTROL_FIRST, _CONTROL_ROWS, _CONTENTS_LINES = 24, 34, 37


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


def front_html(manual: Manual, parts: tuple[Part, ...], book: Book) -> str:
    """Cover, control page, contents, and at the end one opening page a part."""
    view = print_view(book)
    return book.templates.get_template("print/front.html").render(
        manual=manual, parts=parts, page_mark=page_mark, v=view, t=view.t, book=book,
        style=style(book, _line(manual, book), book.proofs[manual.id].digest),
        print_note=note(book),
    )  # fmt: skip


def _line(manual: Manual, book: Book) -> str:
    """What stands at the foot of front matter: the manual, its version and the edition."""
    return f"{manual.id} · {book.t('doc.version')} {manual.version} · {book.edition.name}"
