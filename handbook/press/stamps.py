"""What is stamped on finished pages: page x of y, and the print date.

A chapter is set once and kept, so it cannot know on which page of which manual it stands, nor on
what day it is printed. The pieces of these lines (ten digits, the words around them, the date) are
set once for a build; merging places them on every page as forms that all pages share.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from markupsafe import Markup

from handbook.render.view import Book

_DIGITS = 10
_BEFORE, _BETWEEN, _AFTER, _DATE = range(_DIGITS, _DIGITS + 4)
_MM = 72 / 25.4
# Where the lines of the bottom margin stand in A4 pages set by print/style.css, in points from the
# left and the bottom edge.
_LEFT, _RIGHT = 20 * _MM, 190 * _MM
_FIRST_LINE, _SECOND_LINE = 18.4 * _MM, 14.4 * _MM


def stamps_html(book: Book, fonts: str) -> str:
    """A document with every piece on a page of its own."""
    t = book.t
    pieces = [*map(str, range(_DIGITS)), t("print.page_before"), t("print.page_between")]
    pieces += [t("print.page_after"), t("print.printed_on", date=book.today.isoformat())]
    return book.templates.get_template("print/stamps.html").render(
        book=book, pieces=pieces, fonts=Markup(fonts)
    )


@dataclass(frozen=True)
class Stamps:
    """The pieces as forms of one output file, with their widths in points."""

    forms: list[pikepdf.Object]
    widths: list[float]

    @classmethod
    def read(cls, data: bytes, into: pikepdf.Pdf) -> Stamps:
        """Bring the pieces of a stamp document into ``into``."""
        with pikepdf.open(BytesIO(data)) as source:
            places = {
                str(name): float(place[2])
                for name, place in pikepdf.NameTree(source.Root.Names.Dests).items()
            }
            pages = list(source.pages)
            widths = [places[f"to-{n}"] - places[f"from-{n}"] for n in range(_DATE + 1)]
            forms = [into.copy_foreign(page.as_form_xobject()) for page in pages[: _DATE + 1]]
        return cls(forms, widths)

    def put(self, page: pikepdf.Page, number: int, total: int) -> None:
        """Stamp a page as ``number`` of ``total``, with the print date."""
        line = [_BEFORE, *_digits(number), _BETWEEN, *_digits(total), _AFTER]
        x = _RIGHT - sum(self.widths[piece] for piece in line)
        drawing = ["Q /Artifact BMC"]
        used = {_DATE, *line}
        for piece in line:
            drawing.append(f"q 1 0 0 1 {x:.2f} {_FIRST_LINE:.2f} cm /S{piece} Do Q")
            x += self.widths[piece]
        drawing.append(f"q 1 0 0 1 {_LEFT:.2f} {_SECOND_LINE:.2f} cm /S{_DATE} Do Q EMC")
        resources = page.obj.Resources
        forms = resources.get("/XObject", pikepdf.Dictionary())
        shared = pikepdf.Dictionary({**dict(forms.items())})
        for piece in used:
            shared[f"/S{piece}"] = self.forms[piece]
        own = pikepdf.Dictionary(dict(resources.items()))
        own["/XObject"] = shared
        page.obj.Resources = own
        page.contents_add(b"q", prepend=True)
        page.contents_add("\n".join(drawing).encode())


def _digits(number: int) -> list[int]:
    return [int(digit) for digit in str(number)]
