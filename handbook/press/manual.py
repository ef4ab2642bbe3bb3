"""What a manual holds before its chapters, and what all its own pages say at their foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handbook.model.manual import Manual
from handbook.press.chapter import check, note, print_view, style
from handbook.press.layout import Layout
from handbook.press.revisions import Revisions
from handbook.press.typeset import typeset
from handbook.render.view import Book
from handbook.render.volume import Part

_MARK = "\ue001"


def page_mark(name: str) -> str:
    """Stands for the page on which a chapter or part starts, until its manual is bound."""
    return f"{_MARK}{name}{_MARK}"


def with_pages(html: str, pages: Mapping[str, int]) -> str:
    """HTML with its page marks replaced by numbers."""
    pieces = html.split(_MARK)
    pieces[1::2] = [str(pages[name]) for name in pieces[1::2]]
    return "".join(pieces)


def front_html(
    manual: Manual, parts: tuple[Part, ...], back: Sequence[str], book: Book, layout: Layout
) -> tuple[str, ...]:
    """Cover and control page, which name the edition; contents and one opening page a part.

    They are set apart: most editions leave the contents as they were. ``back`` names what follows
    the last part.
    """
    view = print_view(book)
    documents = [document for part in parts for document in part.documents]
    said = {
        "manual": manual, "parts": parts, "v": view, "t": view.t, "book": book,
        "style": style(book, layout),
    }  # fmt: skip
    revised = {each.id: Revisions.of(each, book, layout.since) for each in documents}
    front = book.templates.get_template("print/front.html")
    contents = book.templates.get_template("print/contents.html")
    return (
        typeset(front.render(said, print_note=note(book), page=layout, revised=revised), book),
        typeset(contents.render(said, back=back, page_mark=page_mark), book),
    )


def foot(manual: Manual, book: Book) -> tuple[str, str]:
    """Two lines that are stamped at the foot of a manual's own pages."""
    line = f"{manual.id} · {book.t('doc.version')} {manual.version} · {book.edition.name}"
    return line, check(book, book.proofs[manual.id].digest)
