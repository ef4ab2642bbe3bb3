"""What is stamped on finished pages: page x of y, the print date, and the code to check it by.

A chapter is set once and kept, so it cannot know on which page of which manual it stands, nor on
which pages what it refers to, nor on what day it is printed; nor do a manual's own pages know its
edition. The pieces of these lines (ten digits, the words around them, the date) are set once for a
build, a manual's with its edition; merging places them on every page as forms that all pages share.
A code is drawn as one path, straight from its modules, and shared by all pages of its document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from markupsafe import Markup

from handbook.press.faces import Faces
from handbook.press.layout import MM, Layout
from handbook.press.writer import Deflate, Writer, deflated
from handbook.render.code import modules

if TYPE_CHECKING:
    from handbook.render.view import Book

_DIGITS = 10
_ROMAN = "ivxlcdm"
_DARK = re.compile(rb"\x01+")
_BEFORE, _BETWEEN, _AFTER, _DATE, _SEE, _SEEN, _ELSEWHERE, _BLANK = range(_DIGITS, _DIGITS + 8)
_LETTERS = _BLANK + 1
_EDITION, _CHECK = range(_LETTERS + len(_ROMAN), _LETTERS + len(_ROMAN) + 2)
PIECES = _CHECK + 1
"""How many there are."""
FORMS = 10
"""The number that the form of the first has in every file; the others follow."""
Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points."""
# Where the lines of the bottom margin stand in pages set by print/style.css, in points from the
# bottom edge; a page that is reduced has them lower.
_FIRST_LINE, _SECOND_LINE, _THIRD_LINE = 19 * MM, 15.05 * MM, 11.1 * MM
# A code hangs from this height beside the lines, which it pushes to the right. A module is three
# whole dots of a raster of 150 dpi, and the code begins on one: so its edges stay sharp on every
# printer. A code that would be too large is drawn smaller.
_CODE_TOP, _BESIDE, _MOST = 24.2 * MM, 23 * MM, 21 * MM
_DOT = 72 / 150
_MODULE = 3 * _DOT
_LONG, _HIGH = round(120 * MM, 2), round(5 * MM, 2)
"""Of a piece's form, as a page of templates/print/stamps.html."""
_NUMERALS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def stamps_html(book: Book, fonts: str, foot: tuple[str, str] = ("", "")) -> str:
    """A document with every piece on a page of its own.

    ``foot`` is what a manual's own pages say at their foot: its edition, and how it is checked.
    """
    t = book.t
    pieces = [*map(str, range(_DIGITS)), t("print.page_before"), t("print.page_between")]
    pieces += [t("print.page_after"), t("print.printed_on", date=book.today.isoformat())]
    pieces += [t("print.see_before"), t("print.see_after"), t("print.elsewhere"), t("print.blank")]
    return book.templates.get_template("print/stamps.html").render(
        book=book, pieces=[*pieces, *_ROMAN, *foot], fonts=Markup(fonts)
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that waits for the page number of what it refers to; None for one elsewhere."""

    box: Box
    page: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page is stamped with. ``number`` is its own; of front matter, in Roman numerals."""

    number: int
    total: int
    """Nought in front matter, which is not counted in."""
    code: float = 0.0
    """The size of its code in points; nought for no code."""
    left: bool = False
    """Whether it is a left-hand page, with its margins exchanged."""
    edition: bool = False
    """Whether it is a manual's own page, which says of what edition it is."""
    blank: bool = False
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Stamps:
    """The pieces, each a drawing that starts at the origin."""

    drawings: list[str]
    """What each draws, a character a byte."""
    widths: list[float]
    """In points."""
    states: str
    """The graphics states that they use, as PDF."""
    faces: list[tuple[str, bytes]]
    """The glyphs that they show, as :meth:`Faces.packed` gives them."""

    @classmethod
    def read(cls, data: bytes, faces: Faces) -> Stamps:
        """The pieces of a PDF without tags, set from :func:`stamps_html`."""
        with pikepdf.open(BytesIO(data)) as source:
            places = {
                str(name): float(place[2])
                for name, place in pikepdf.NameTree(source.Root.Names.Dests).items()
            }
            pages = [page.obj for page in source.pages][:PIECES]
            drawings = [page.Contents.read_bytes().decode("latin-1") for page in pages]
            states = pages[0].Resources.ExtGState.unparse(resolved=True).decode("latin-1")
        widths = [places[f"to-{n}"] - places[f"from-{n}"] for n in range(PIECES)]
        return cls(drawings, widths, states, faces.packed())

    def write(self, writer: Writer, fonts: int) -> None:
        """Write the pieces as forms; ``fonts`` is the number of the fonts."""
        resources = f"/Resources<</Font {fonts} 0 R/ExtGState {self.states}>>"
        entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {_LONG} {_HIGH}]{resources}"
        for piece, drawing in enumerate(self.drawings):
            writer.deflated(FORMS + piece, entries.encode("latin-1"), drawing.encode("latin-1"))

    def width(self, line: list[int]) -> float:
        """Of some pieces in a line, in points."""
        return sum(self.widths[piece] for piece in line)

    def drawing(self, mark: Mark, layout: Layout) -> bytes:
        """What is drawn on a page: an artifact.

        Only the foot is reduced with the page; references are in place already.
        """
        drawing = _Drawing(self)
        for reference in mark.references:
            drawing.fitted(_seen(reference), reference.box, layout.scale)
        drawing.begin(layout.scale)
        left, right = _margins(mark, layout)
        line = _line(mark)
        drawing.line(line, left if mark.left else right - self.width(line), _FIRST_LINE)
        beside = _BESIDE if mark.code else 0.0
        lines = [(_DATE, _SECOND_LINE)]
        if mark.edition:
            lines += [(_EDITION, _FIRST_LINE), (_CHECK, _THIRD_LINE)]
        for piece, y in lines:
            x = right - beside - self.widths[piece] if mark.left else left + beside
            drawing.line([piece], x, y)
        if mark.code:
            at = right - mark.code if mark.left else left
            drawing.place("Code", _on_dots(layout.height * MM, at, _CODE_TOP - mark.code))
        if mark.blank:
            x = (left + right - self.width([_BLANK])) / 2
            drawing.line([_BLANK], x, (layout.height - layout.TOP + 3) * MM)
        drawing.end()
        return drawing.written


@dataclass
class _Drawing:
    """What is drawn over a page."""

    stamps: Stamps
    lines: list[str] = field(default_factory=list)

    @property
    def written(self) -> bytes:
        return "\n".join(["/Artifact BMC", *self.lines, "EMC"]).encode()

    def begin(self, scale: float, x: float = 0, y: float = 0) -> None:
        self.lines.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm")

    def end(self) -> None:
        self.lines.append("Q")

    def line(self, pieces: list[int], x: float, y: float) -> None:
        for piece in pieces:
            self.place(f"S{piece}", (x, y))
            x += self.stamps.widths[piece]

    def place(self, name: str, at: tuple[float, float]) -> None:
        self.lines.append(f"q 1 0 0 1 {at[0]:.2f} {at[1]:.2f} cm /{name} Do Q")

    def fitted(self, pieces: list[int], box: Box, most: float) -> None:
        """Some pieces in the middle of a box, reduced where they are wider than it."""
        left, bottom, right, top = box
        width = self.stamps.width(pieces)
        scale = min(most, (right - left) / width)
        self.begin(scale, (left + right - width * scale) / 2, (bottom + top - _HIGH * scale) / 2)
        self.line(pieces, 0, 0)
        self.end()


@dataclass(frozen=True, slots=True)
class Code:
    """The code of an address, a form that all pages of its document share."""

    size: float
    """In points."""
    head: bytes
    data: bytes


def code_of(address: str) -> Code:
    """Drawn as one path."""
    rows = modules(address)
    count = len(rows)
    module = min(_MODULE, _MOST / count)
    runs = [
        f"{match.start()} {count - 1 - y} {len(match[0])} 1 re"
        for y, row in enumerate(rows)
        for match in _DARK.finditer(row)
    ]
    size = round(count * module, 2)
    drawing = ["0 g", f"{module:.4f} 0 0 {module:.4f} 0 0 cm", *runs, "f"]
    entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {size} {size}]/Resources<<>>"
    return Code(count * module, *deflated(entries.encode(), "\n".join(drawing).encode(), Deflate()))


def shared_forms() -> bytes:
    """The pieces as a page's resources name them."""
    named = "".join(f"/S{piece} {FORMS + piece} 0 R" for piece in range(PIECES))
    return f"<</XObject<<{named}>>>>".encode()


def _margins(mark: Mark, layout: Layout) -> tuple[float, float]:
    """Where the lines of the foot begin and end."""
    near, far = layout.left, layout.right
    if mark.left:
        near, far = far, near
    return near * MM, (layout.width - far) * MM


def _line(mark: Mark) -> list[int]:
    if not mark.total:
        return [_BEFORE, *_roman(mark.number), _AFTER]
    return [_BEFORE, *_digits(mark.number), _BETWEEN, *_digits(mark.total), _AFTER]


def _seen(reference: Reference) -> list[int]:
    if reference.page is None:
        return [_ELSEWHERE]
    return [_SEE, *_digits(reference.page), _SEEN]


def _on_dots(height: float, x: float, y: float) -> tuple[float, float]:
    """The nearest place on the raster of a page, which is counted from its upper left corner."""
    return round(x / _DOT) * _DOT, height - round((height - y) / _DOT) * _DOT


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
