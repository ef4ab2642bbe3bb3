"""What a manual holds besides its chapters: the HTML of its front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handbook.model.manual import Manual
from handbook.press.chapter import note, print_view, style
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
) -> str:
    """Cover, control page, contents, and at the end one opening page a part.

    ``back`` names what follows the last part.
    """
    view = print_view(book)
    documents = [document for part in parts for document in part.documents]
    html = book.templates.get_template("print/front.html").render(
        manual=manual, parts=parts, back=back, page_mark=page_mark, v=view, t=view.t, book=book,
        style=manual_style(manual, book, layout), print_note=note(book), page=layout,
        revised={each.id: Revisions.of(each, book, layout.since) for each in documents},
    )  # fmt: skip
    return typeset(html, book)


def manual_style(manual: Manual, book: Book, layout: Layout) -> str:
    """The style sheet of pages of no document: manual, version and edition stand at their foot."""
    line = f"{manual.id} · {book.t('doc.version')} {manual.version} · {book.edition.name}"
    return style(book, line, book.proofs[manual.id].digest, layout)
