"""What a manual holds before its chapters, and what all its own pages say at their foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handbook.model.manual import Manual
from handbook.press.chapter import check, note, print_view, style
from handbook.press.layout import Layout
from handbook.press.revisions import Revisions
from handbook.press.typeset import typeset
from handbook.render.view import Book
from handbook.render.volume import Part

_MARK = "\ue001"
_LISTED = 256
"""So many documents fill eight pages of a control list."""


def page_mark(name: str) -> str:
    """Stands for the page on which a chapter or part starts, until its manual is bound."""
    return f"{_MARK}{name}{_MARK}"


def with_pages(html: str, pages: Mapping[str, int]) -> str:
    """HTML with its page marks replaced by numbers."""
    pieces = html.split(_MARK)
    pieces[1::2] = [str(pages[name]) for name in pieces[1::2]]
    return "".join(pieces)


def control_html(
    manual: Manual, parts: tuple[Part, ...], book: Book, layout: Layout
) -> tuple[str, ...]:
    """Cover and control page, which name the edition, and pages that go on with its list.

    A long list is set in pieces: of most editions all but the first and one more are as they were.
    """
    documents = [document for part in parts for document in part.documents]
    pieces = [documents[at : at + _LISTED] for at in range(0, len(documents), _LISTED)] or [[]]
    revised = {each.id: Revisions.of(each, book, layout.since) for each in documents}
    return tuple(
        _written(
            "front" if piece is pieces[0] else "control", manual, parts, book, layout,
            print_note=note(book), revised=revised, listed=piece,
            range=f"{piece[0].id} – {piece[-1].id}" if len(pieces) > 1 else "",
        )
        for piece in pieces
    )  # fmt: skip


def contents_html(
    manual: Manual, parts: tuple[Part, ...], back: Sequence[str], book: Book, layout: Layout
) -> str:
    """Contents and one opening page a part; most editions leave them as they were.

    ``back`` names what follows the last part.
    """
    return _written("contents", manual, parts, book, layout, back=back, page_mark=page_mark)


def _written(
    name: str, manual: Manual, parts: tuple[Part, ...], book: Book, layout: Layout, **said: Any
) -> str:
    view = print_view(book)
    html = book.templates.get_template(f"print/{name}.html").render(
        manual=manual, parts=parts, v=view, t=view.t, book=book, page=layout,
        style=style(book, layout), **said,
    )  # fmt: skip
    return typeset(html, book)


def foot(manual: Manual, book: Book) -> tuple[str, str]:
    """Two lines that are stamped at the foot of a manual's own pages."""
    line = f"{manual.id} · {book.t('doc.version')} {manual.version} · {book.edition.name}"
    return line, check(book, book.proofs[manual.id].digest)
