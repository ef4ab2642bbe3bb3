"""What is stamped on finished pages: page x of y, the print date, and the code to check it by.

A chapter is set once and kept, so it cannot know on which page of which manual it stands, nor on
what day it is printed. The pieces of these lines (ten digits, the words around them, the date) are
set once for a build; merging places them on every page as forms that all pages share. A code is
drawn as one path, straight from its modules, and shared by all pages of its document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from markupsafe import Markup

from handbook.render.proof import modules
from handbook.render.view import Book

_DIGITS = 10
_DARK = re.compile(rb"\x01+")
_BEFORE, _BETWEEN, _AFTER, _DATE = range(_DIGITS, _DIGITS + 4)
_MM = 72 / 25.4
# Where the lines of the bottom margin stand in A4 pages set by print/style.css, in points from the
# left and the bottom edge.
_LEFT, _RIGHT = 20 * _MM, 190 * _MM
_FIRST_LINE, _SECOND_LINE = 19 * _MM, 15.05 * _MM
# A code hangs from this height beside the lines, which it pushes to the right. A module is three
# whole dots of a raster of 150 dpi, and the code begins on one: so its edges stay sharp on every
# printer. A code that would be too large is drawn smaller.
_CODE_TOP, _BESIDE, _MOST = 24.2 * _MM, 23 * _MM, 21 * _MM
_DOT = 72 / 150
_MODULE = 3 * _DOT


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
    pdf: pikepdf.Pdf
    _codes: dict[str, tuple[pikepdf.Object, float]] = field(default_factory=dict)
    """Form and size in points by address."""

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
        return cls(forms, widths, into)

    def put(self, page: pikepdf.Page, number: int, total: int, code: str = "") -> None:
        """Stamp a page as ``number`` of ``total``, with the date and the code of an address."""
        line = [_BEFORE, *_digits(number), _BETWEEN, *_digits(total), _AFTER]
        x = _RIGHT - sum(self.widths[piece] for piece in line)
        drawing = ["Q /Artifact BMC"]
        used = {_DATE, *line}
        for piece in line:
            drawing.append(f"q 1 0 0 1 {x:.2f} {_FIRST_LINE:.2f} cm /S{piece} Do Q")
            x += self.widths[piece]
        left = _LEFT + _BESIDE if code else _LEFT
        drawing.append(f"q 1 0 0 1 {left:.2f} {_SECOND_LINE:.2f} cm /S{_DATE} Do Q")
        forms = {f"/S{piece}": self.forms[piece] for piece in used}
        if code:
            forms["/Code"], size = self._code(code)
            x, y = _on_dots(page, _LEFT, _CODE_TOP - size)
            drawing.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /Code Do Q")
        drawing.append("EMC")
        _share(page, forms)
        page.contents_add(b"q", prepend=True)
        page.contents_add("\n".join(drawing).encode())

    def _code(self, address: str) -> tuple[pikepdf.Object, float]:
        if address not in self._codes:
            self._codes[address] = _drawn(self.pdf, modules(address))
        return self._codes[address]


def _share(page: pikepdf.Page, forms: dict[str, pikepdf.Object]) -> None:
    """Let a page use forms, without changing resources that it shares with other pages."""
    own = pikepdf.Dictionary(dict(page.obj.Resources.items()))
    own["/XObject"] = pikepdf.Dictionary({**dict(own.get("/XObject", {}).items()), **forms})
    page.obj.Resources = own


def _on_dots(page: pikepdf.Page, x: float, y: float) -> tuple[float, float]:
    """The nearest place on the raster of a page, which is counted from its upper left corner."""
    top = float(page.mediabox[3])
    return round(x / _DOT) * _DOT, top - round((top - y) / _DOT) * _DOT


def _drawn(pdf: pikepdf.Pdf, rows: tuple[bytes, ...]) -> tuple[pikepdf.Object, float]:
    """A code as a form of its size, its lower left corner at the origin, and that size."""
    count = len(rows)
    module = min(_MODULE, _MOST / count)
    runs = [
        f"{match.start()} {count - 1 - y} {len(match[0])} 1 re"
        for y, row in enumerate(rows)
        for match in _DARK.finditer(row)
    ]
    drawing = ["0 g", f"{module:.4f} 0 0 {module:.4f} 0 0 cm", *runs, "f"]
    form = pikepdf.Stream(pdf, "\n".join(drawing).encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, round(count * module, 2), round(count * module, 2)])
    return pdf.make_indirect(form), count * module


def _digits(number: int) -> list[int]:
    return [int(digit) for digit in str(number)]
