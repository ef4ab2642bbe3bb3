"""What is stamped on finished pages: page x of y, the print date, and the code to check it by.

A chapter is set once and kept, so it cannot know on which page of which manual it stands, nor on
what day it is printed. The pieces of these lines (ten digits, the words around them, the date) are
set once for a build; merging places them on every page as forms that all pages share. A code is
drawn as one path, straight from its modules, and shared by all pages of its document.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from io import BytesIO

import pikepdf
from markupsafe import Markup

from handbook.press.faces import Faces
from handbook.press.pack import FORMS
from handbook.press.writer import Writer
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
_LONG, _HIGH = round(80 * _MM, 2), round(5 * _MM, 2)  # a page of templates/print/stamps.html
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
    """The pieces, each a drawing that starts at the origin."""

    drawings: list[str]
    """What each draws, a character a byte."""
    widths: list[float]
    """In points."""
    states: str
    """The graphics states that they use, as PDF."""
    faces: list[tuple[str, str]]
    """The glyphs that they show, as :meth:`Faces.packed` gives them, a character a byte."""

    @classmethod
    def read(cls, data: bytes, faces: Faces) -> Stamps:
        """The pieces of a PDF without tags, set from :func:`stamps_html`."""
        with pikepdf.open(BytesIO(data)) as source:
            places = {
                str(name): float(place[2])
                for name, place in pikepdf.NameTree(source.Root.Names.Dests).items()
            }
            pages = [page.obj for page in source.pages][: _DATE + 1]
            drawings = [page.Contents.read_bytes().decode("latin-1") for page in pages]
            states = pages[0].Resources.ExtGState.unparse(resolved=True).decode("latin-1")
        widths = [places[f"to-{n}"] - places[f"from-{n}"] for n in range(_DATE + 1)]
        used = [(name, said.decode("latin-1")) for name, said in faces.packed()]
        return cls(drawings, widths, states, used)

    def to_bytes(self) -> bytes:
        """What :meth:`of_bytes` reads."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def of_bytes(cls, data: bytes) -> Stamps:
        return cls(**json.loads(data))

    def packed_faces(self) -> list[tuple[str, bytes]]:
        """The glyphs that they show, as :meth:`Faces.packed` gives them."""
        return [(name, said.encode("latin-1")) for name, said in self.faces]

    def write(self, writer: Writer, fonts: int) -> None:
        """Write the pieces as forms; ``fonts`` is the number of the fonts."""
        resources = f"/Resources<</Font {fonts} 0 R/ExtGState {self.states}>>"
        entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {_LONG} {_HIGH}]{resources}"
        for piece, drawing in enumerate(self.drawings):
            writer.deflated(FORMS + piece, entries.encode("latin-1"), drawing.encode("latin-1"))

    def drawing(self, number: int, total: int, height: float, code: float = 0) -> bytes:
        """What is drawn on a page of that height: number, date, and a code of that size."""
        line = [_BEFORE, *_digits(number), _BETWEEN, *_digits(total), _AFTER]
        x = _RIGHT - sum(self.widths[piece] for piece in line)
        drawn = ["/Artifact BMC"]
        for piece in line:
            drawn.append(f"q 1 0 0 1 {x:.2f} {_FIRST_LINE:.2f} cm /S{piece} Do Q")
            x += self.widths[piece]
        left = _LEFT + _BESIDE if code else _LEFT
        drawn.append(f"q 1 0 0 1 {left:.2f} {_SECOND_LINE:.2f} cm /S{_DATE} Do Q")
        if code:
            x, y = _on_dots(height, _LEFT, _CODE_TOP - code)
            drawn.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /Code Do Q")
        return "\n".join([*drawn, "EMC"]).encode()


def draw_code(writer: Writer, number: int, address: str) -> float:
    """Write the code of an address as a form; its size in points."""
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
    writer.deflated(number, entries.encode(), "\n".join(drawing).encode())
    return count * module


def _on_dots(height: float, x: float, y: float) -> tuple[float, float]:
    """The nearest place on the raster of a page, which is counted from its upper left corner."""
    return round(x / _DOT) * _DOT, height - round((height - y) / _DOT) * _DOT


def _digits(number: int) -> list[int]:
    return [int(digit) for digit in str(number)]
