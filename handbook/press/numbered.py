"""Manuals as numbered copies: number and holder are stamped on the finished pages.

The pages themselves are the same in every copy, so a manual is set once. What is stamped is an
artifact: it belongs to the sheet of paper, not to what the manual says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf
from markupsafe import Markup

from handbook.model.manual import Manual
from handbook.press.chapter import fonts
from handbook.press.finish import finished
from handbook.press.layout import MM, Finish, Layout, Order
from handbook.press.plain import plain_pdf
from handbook.render.code import svg
from handbook.render.view import Book
from handbook.stamp.copies import Numbered

_ASIDE, _TOP, _FOOT = 24.0, 22.0, 6.0
"""In mm: of the cover's label from the right and upper edge, of a page's line from the foot."""


def unfinished(order: Order) -> Order:
    """What is to be set before copies of an order are numbered."""
    return replace(order, finish=Finish())


def numbered_manual(
    book: Book, order: Order, data: bytes, numbers: Sequence[Numbered]
) -> Iterator[bytes]:
    """Copies of a manual that was set as :func:`unfinished`; raises PressError."""
    stamps = plain_pdf(_html(book, order.manual, numbers), f"{order.file} copies")
    with pikepdf.open(BytesIO(stamps)) as pieces:
        for at, numbered in enumerate(numbers):
            label, line = pieces.pages[2 * at], pieces.pages[2 * at + 1]
            stamped = _stamped(data, label, line, order.layout, numbered)
            yield finished(stamped, order.finish, order.layout)


def _html(book: Book, manual: Manual, numbers: Sequence[Numbered]) -> str:
    site, proof = book.settings.site, book.proofs[manual.id]
    codes = [
        Markup(svg(replace(proof, copy=one.number).address(site), book.t("proof.scan")))
        if site
        else ""
        for one in numbers
    ]
    return book.templates.get_template("print/copies/stamps.html").render(
        book=book, t=book.t, fonts=Markup(fonts(book)),
        copies=list(zip(numbers, codes, strict=True)),
    )  # fmt: skip


def _stamped(
    data: bytes, label: pikepdf.Page, line: pikepdf.Page, layout: Layout, numbered: Numbered
) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        forms = [pdf.copy_foreign(piece.as_form_xobject()) for piece in (label, line)]
        for number, page in enumerate(pdf.pages):
            form, piece = (forms[1], line) if number else (forms[0], label)
            _place(page, form, _corner(page, piece, layout, cover=not number), layout.scale)
        pdf.docinfo["/Subject"] = f"{numbered.share} {numbered.holder}"
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _corner(
    page: pikepdf.Page, piece: pikepdf.Page, layout: Layout, *, cover: bool
) -> tuple[float, float]:
    """Where the lower left corner of a piece comes to stand, in points."""
    left, low, right, high = (float(edge) for edge in page.trimbox)
    width, height = (float(edge) * layout.scale for edge in piece.mediabox[2:])
    unit = MM * layout.scale
    if cover:
        return right - _ASIDE * unit - width, high - _TOP * unit - height
    return (left + right - width) / 2, low + _FOOT * unit


def _place(
    page: pikepdf.Page, form: pikepdf.Object, corner: tuple[float, float], scale: float
) -> None:
    name = page.add_resource(form, pikepdf.Name.XObject)
    x, y = corner
    page.contents_add(b"q", prepend=True)
    page.contents_add(
        f"Q /Artifact <</Type /Pagination>> BDC q {scale:.4f} 0 0 {scale:.4f} {x:.3f} {y:.3f} cm "
        f"{name} Do Q EMC".encode()
    )
