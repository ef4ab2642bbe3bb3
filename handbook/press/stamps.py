"""What is stamped on finished pages: page x of y, the print date, and the code to check it by.

A chapter is set once and kept, so it cannot know on which page of which manual it stands, nor on
which pages what it refers to, nor on what day it is printed. The pieces of these lines (ten digits,
the words around them, the date) are set once for a build; merging places them on every page as
forms that all pages share. A code is drawn as one path, straight from its modules, and shared by
all pages of its document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from markupsafe import Markup

from handbook.press.layout import MM, PLAIN, Layout
from handbook.press.places import destinations
from handbook.render.proof import modules
from handbook.render.view import Book

_DIGITS = 10
_ROMAN = "ivxlcdm"
_DARK = re.compile(rb"\x01+")
_BEFORE, _BETWEEN, _AFTER, _DATE, _SEE, _SEEN, _ELSEWHERE, _BLANK = range(_DIGITS, _DIGITS + 8)
_LETTERS = _BLANK + 1
_PIECES = _LETTERS + len(_ROMAN)
# Where the lines of the bottom margin stand in pages set by print/style.css, in points from the
# bottom edge; a page that is reduced has them lower.
_FIRST_LINE, _SECOND_LINE = 19 * MM, 15.05 * MM
# A code hangs from this height beside the lines, which it pushes to the right. A module is three
# whole dots of a raster of 150 dpi, and the code begins on one: so its edges stay sharp on every
# printer. A code that would be too large is drawn smaller.
_CODE_TOP, _BESIDE, _MOST = 24.2 * MM, 23 * MM, 21 * MM
_DOT = 72 / 150
_MODULE = 3 * _DOT
_MIDDLE = 2.5 * MM
"""Half the height of a piece's form, in which its line of text is centred."""
_NUMERALS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def stamps_html(book: Book, fonts: str) -> str:
    """A document with every piece on a page of its own."""
    t = book.t
    pieces = [*map(str, range(_DIGITS)), t("print.page_before"), t("print.page_between")]
    pieces += [t("print.page_after"), t("print.printed_on", date=book.today.isoformat())]
    pieces += [t("print.see_before"), t("print.see_after"), t("print.elsewhere"), t("print.blank")]
    return book.templates.get_template("print/stamps.html").render(
        book=book, pieces=[*pieces, *_ROMAN], fonts=Markup(fonts)
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that waits for the page number of what it refers to; None for one elsewhere."""

    box: tuple[float, float, float, float]
    page: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page is stamped with. ``number`` is its own; of front matter, in Roman numerals."""

    number: int
    total: int
    """Nought in front matter, which is not counted in."""
    code: str = ""
    """Where a copy is checked; empty for no code."""
    left: bool = False
    """Whether it is a left-hand page, with its margins exchanged."""
    blank: bool = False
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Stamps:
    """The pieces as forms of one output file, with their widths in points."""

    forms: list[pikepdf.Object]
    widths: list[float]
    pdf: pikepdf.Pdf
    layout: Layout = PLAIN
    _codes: dict[str, tuple[pikepdf.Object, float]] = field(default_factory=dict)
    """Form and size in points by address."""

    @classmethod
    def read(cls, data: bytes, into: pikepdf.Pdf, layout: Layout = PLAIN) -> Stamps:
        """Bring the pieces of a stamp document into ``into``."""
        with pikepdf.open(BytesIO(data)) as source:
            places = {name: float(place[2]) for name, place in destinations(source)}
            pages = list(source.pages)
            widths = [places[f"to-{n}"] - places[f"from-{n}"] for n in range(_PIECES)]
            forms = [into.copy_foreign(page.as_form_xobject()) for page in pages[:_PIECES]]
        return cls(forms, widths, into, layout)

    def put(self, page: pikepdf.Page, mark: Mark) -> None:
        """Stamp a page. Only the foot is reduced with the page; references are in place already."""
        drawing = _Drawing(self)
        for reference in mark.references:
            drawing.fitted(_seen(reference), reference.box)
        drawing.lines.append(f"q {self.layout.scale:.5f} 0 0 {self.layout.scale:.5f} 0 0 cm")
        left, right = self._margins(mark)
        line = _line(mark)
        drawing.line(line, left if mark.left else right - self.width(line), _FIRST_LINE)
        beside = _BESIDE if mark.code else 0.0
        date = right - beside - self.widths[_DATE] if mark.left else left + beside
        drawing.line([_DATE], date, _SECOND_LINE)
        if mark.code:
            form, size = self._code(mark.code)
            at = right - size if mark.left else left
            drawing.place("/Code", form, _on_dots(page, at, _CODE_TOP - size))
        if mark.blank:
            x = (left + right - self.width([_BLANK])) / 2
            drawing.line([_BLANK], x, (self.layout.height - self.layout.TOP + 3) * MM)
        drawing.lines.append("Q")
        drawing.onto(page)

    def width(self, line: list[int]) -> float:
        """Of some pieces in a line, in points."""
        return sum(self.widths[piece] for piece in line)

    def _margins(self, mark: Mark) -> tuple[float, float]:
        """Where the lines of the foot begin and end."""
        layout = self.layout
        near, far = layout.left, layout.right
        if mark.left:
            near, far = far, near
        return near * MM, (layout.width - far) * MM

    def _code(self, address: str) -> tuple[pikepdf.Object, float]:
        if address not in self._codes:
            self._codes[address] = _drawn(self.pdf, modules(address))
        return self._codes[address]


@dataclass
class _Drawing:
    """What is drawn over a page, and the forms that it draws."""

    stamps: Stamps
    lines: list[str] = field(default_factory=lambda: ["Q /Artifact BMC"])
    forms: dict[str, pikepdf.Object] = field(default_factory=dict)

    def line(self, pieces: list[int], x: float, y: float) -> None:
        for piece in pieces:
            self.place(f"/S{piece}", self.stamps.forms[piece], (x, y))
            x += self.stamps.widths[piece]

    def place(self, name: str, form: pikepdf.Object, at: tuple[float, float]) -> None:
        self.forms[name] = form
        self.lines.append(f"q 1 0 0 1 {at[0]:.2f} {at[1]:.2f} cm {name} Do Q")

    def fitted(self, pieces: list[int], box: tuple[float, float, float, float]) -> None:
        """Some pieces in the middle of a box, reduced where they are wider than it."""
        left, bottom, right, top = box
        width = self.stamps.width(pieces)
        scale = min(self.stamps.layout.scale, (right - left) / width)
        x = (left + right - width * scale) / 2
        y = (bottom + top) / 2 - _MIDDLE * scale
        self.lines.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm")
        self.line(pieces, 0, 0)
        self.lines.append("Q")

    def onto(self, page: pikepdf.Page) -> None:
        self.lines.append("EMC")
        _share(page, self.forms)
        page.contents_add(b"q", prepend=True)
        page.contents_add("\n".join(self.lines).encode())


def _line(mark: Mark) -> list[int]:
    if not mark.total:
        return [_BEFORE, *_roman(mark.number), _AFTER]
    return [_BEFORE, *_digits(mark.number), _BETWEEN, *_digits(mark.total), _AFTER]


def _seen(reference: Reference) -> list[int]:
    if reference.page is None:
        return [_ELSEWHERE]
    return [_SEE, *_digits(reference.page), _SEEN]


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


def roman(number: int) -> str:
    """A number in small Roman numerals."""
    written = ""
    for value, letters in _NUMERALS:
        written += letters * (number // value)
        number %= value
    return written


def _roman(number: int) -> list[int]:
    return [_LETTERS + _ROMAN.index(letter) for letter in roman(number)]


def _digits(number: int) -> list[int]:
    return [int(digit) for digit in str(number)]
