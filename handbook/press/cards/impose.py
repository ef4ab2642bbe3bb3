"""Several cards on a sheet, with cut marks, their backs in register; tents folded.

Lengths are in millimetres. Pages become forms, so that a card that stands on a sheet ten times is
in the file once; on a sheet each is said as a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

from handbook.press.figures import Figure, artifact, tag, unmarked
from handbook.press.ink import REGISTRATION, registration
from handbook.press.metadata import About

_POINT = 72 / 25.4
SHEETS = {"A4": (210, 297), "SRA3": (320, 450)}
"""Width and height, upright."""
_MARK, _AWAY, _LINE = 4.0, 1.0, 0.09
"""Cut marks: their length, their distance from the edge that is cut, their thickness."""
_UNPRINTED = 5.0
"""From the edge of a sheet an office printer leaves some 4 mm blank."""
_ON = 8.0
"""Marks on the cards themselves, at a cut or fold, reach so far from the edge."""
_NUMBER = re.compile(rb"/MCID (\d+)")
_KAPPA = 0.5523
"""Of a curve that is nearly a quarter of a circle: the share of its handles in the radius."""


class Slot(NamedTuple):
    """A place on a sheet, from its lower left corner; ``turn`` in degrees, counter-clockwise."""

    x: float
    y: float
    width: float
    height: float
    turn: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its left, lower, right and upper edge in points."""
        left, low = self.x * _POINT, self.y * _POINT
        return left, low, left + self.width * _POINT, low + self.height * _POINT

    def back(self, sheet: float) -> Slot:
        """The place behind this one on a sheet so wide that is turned over its long edge.

        A card that lies on its side gets its back turned the other way, so that both stand upright
        when the card itself is turned like a page.
        """
        turn = (self.turn + 180) % 360 if self.turn else 0
        return self._replace(x=sheet - self.x - self.width, turn=turn)


class Plan(NamedTuple):
    """A sheet with the places of equal cards on it."""

    width: float
    height: float
    slots: tuple[Slot, ...]


class Cut(NamedTuple):
    """How cards are cut: colour beyond the edge, and the radius of their corners."""

    bleed: float = 0
    corner: float = 0


EDGE = Cut()
"""Cut at the edge, with square corners."""


def plan(sheet: str, width: float, height: float, cut: Cut = EDGE) -> Plan:
    """As many cards of a size as a sheet holds, upright or on their side, in the middle of it."""
    across, down = SHEETS[sheet]
    upright = _grid(across, down, width, height, cut.bleed, 0)
    lying = _grid(across, down, height, width, cut.bleed, 90)
    return Plan(across, down, max(upright, lying, key=len))


def _grid(
    across: float, down: float, width: float, height: float, bleed: float, turn: int
) -> tuple[Slot, ...]:
    # Cards without bleed share the cut between them.
    columns, rows = int(across // (width + 2 * bleed)), int(down // (height + 2 * bleed))
    left = (across - columns * (width + 2 * bleed)) / 2 + bleed
    top = down - (down - rows * (height + 2 * bleed)) / 2 - bleed
    return tuple(
        Slot(
            left + column * (width + 2 * bleed), top - height - row * (height + 2 * bleed),
            width, height, turn,
        )
        for row in range(rows)
        for column in range(columns)
    )  # fmt: skip


def impose(
    cards: Sequence[bytes], on: Plan, cut: Cut = EDGE, title: str = "", specimen: bytes = b""
) -> bytes:
    """Sheets of cards, each a PDF of one or two pages: fronts, and their backs behind them.

    With a ``specimen`` the cards share its fonts, which hold every glyph of theirs.
    """
    with pikepdf.new() as pdf:
        faces = _Faces(pdf, specimen)
        both = any(len(faces.of(card)) > 1 for card in cards)
        said = []
        for start in range(0, len(cards), len(on.slots)):
            placed = list(zip(cards[start : start + len(on.slots)], on.slots, strict=False))
            sides = [[(faces.of(card)[0], slot) for card, slot in placed]]
            if both:
                sides.append([
                    (faces.of(card)[1], slot.back(on.width))
                    for card, slot in placed
                    if len(faces.of(card)) > 1
                ])  # fmt: skip
            said += [_sheet(pdf, on, side, cut, die=not back) for back, side in enumerate(sides)]
        tag(pdf, said, faces.about._replace(title=title) if title else faces.about)
        return _saved(pdf)


def folded(data: bytes) -> bytes:
    """A tagged tent as it is cut: both faces on one page, the second on its head above the fold.

    A card of one face shows it on both sides, and says it once.
    """
    with pikepdf.open(BytesIO(data)) as card:
        page, content = card.pages[0], card.pages[0].obj.Contents.read_bytes()
        trim, media = ([float(edge) for edge in box] for box in (page.trimbox, page.mediabox))
        width, height = ((b - a) / _POINT for a, b in zip(trim[:2], trim[2:], strict=True))
        bleed = (trim[0] - media[0]) / _POINT
        back = artifact(unmarked(content)) if len(card.pages) == 1 else _brought(card)
        front = Slot(bleed, bleed, width, height, 0)
        over = Slot(bleed, bleed + height, width, height, 180)
        fold = bleed + height
        reach = bleed or _ON  # what is trimmed shows no mark
        ends = [(0.0, reach), (width + 2 * bleed - reach, width + 2 * bleed)]
        marks = " ".join(f"{_pt(a)} {_pt(fold)} m {_pt(b)} {_pt(fold)} l" for a, b in ends)
        line = f"q {_pt(_LINE)} w [2 2] 0 d 0 G {marks} S Q".encode()
        clip = f"1 0 0 1 {-trim[0]:.3f} {-trim[1]:.3f} cm {_box(media)} re W n\n".encode()
        sides = [
            b"q %b cm %b%b\nQ" % (_matrix(slot).encode(), clip, drawn)
            for slot, drawn in ((front, content), (over, back))
        ]
        page.obj.Contents = card.make_stream(b"\n".join([*sides, artifact(line)]))
        page.mediabox = page.bleedbox = _rectangle(0, 0, width + 2 * bleed, 2 * fold)
        page.trimbox = _rectangle(bleed, bleed, bleed + width, bleed + 2 * height)
        return _saved(card)


def _brought(card: pikepdf.Pdf) -> bytes:
    """What the second page of a tagged card draws, its structure moved to the first."""
    (first, second), tree = (page.obj for page in card.pages), card.Root.StructTreeRoot.ParentTree
    (_, before, _, after) = tree.Nums
    content = second.Contents.read_bytes()
    for element in card.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/Pg") == second:
            element.Pg = first
            kids: Iterable[Any] = element.K
            shifted = [kid + len(before) if isinstance(kid, int) else kid for kid in kids]
            element.K = pikepdf.Array(shifted)
    tree.Nums = pikepdf.Array([0, pikepdf.Array([*before, *after])])
    del card.pages[1]
    return _NUMBER.sub(lambda found: b"/MCID %d" % (int(found[1]) + len(before)), content)


class _Face(NamedTuple):
    """A page of a card as a form, and what it is called."""

    form: pikepdf.Object
    name: str


class _Faces:
    """The pages of cards as forms of one file, each brought in once."""

    about: About
    """What one of the cards says of itself."""

    def __init__(self, pdf: pikepdf.Pdf, specimen: bytes = b"") -> None:
        self._pdf = pdf
        self._known: dict[bytes, list[_Face]] = {}
        self._fonts = _fonts_of(pdf, specimen) if specimen else {}
        self._shown = {name: _glyphs(font) for name, font in self._fonts.items()}

    def of(self, card: bytes) -> list[_Face]:
        if card not in self._known:
            with pikepdf.open(BytesIO(card)) as source:
                self.about = About.of(source)
                title, pages = self.about.title, len(source.pages)
                self._known[card] = [
                    _Face(self._form(page), f"{title} {number}/{pages}" if pages > 1 else title)
                    for number, page in enumerate(source.pages, 1)
                ]
        return self._known[card]

    def _shared(self, page: pikepdf.Page) -> dict[str, str]:
        """Take those fonts off a page that the file has already; their names by their keys."""
        resources = page.obj.Resources
        fonts: dict[str, pikepdf.Object] = dict(resources.get("/Font", {}).items())
        known = {}
        for key, font in list(fonts.items()):
            if _glyphs(font) <= self._shown.get(_family(font), frozenset()):
                known[key] = _family(font)
                del fonts[key]
        own = pikepdf.Dictionary(dict(resources.items()))  # the other face may have the same
        own.Font = pikepdf.Dictionary(fonts)
        page.obj.Resources = own
        return known

    def _form(self, page: pikepdf.Page) -> pikepdf.Object:
        """A page as a form with its bleed, the lower left corner of its trim at the origin."""
        trim, media = list(page.trimbox), list(page.mediabox)
        names = self._shared(page)
        page.obj.Contents.write(unmarked(page.obj.Contents.read_bytes()))
        form = self._pdf.copy_foreign(page.as_form_xobject())
        form.BBox = pikepdf.Array(media)
        form.Matrix = pikepdf.Array([1, 0, 0, 1, -float(trim[0]), -float(trim[1])])
        for key, name in names.items():
            form.Resources.Font[key] = self._fonts[name]
        return form


def _fonts_of(pdf: pikepdf.Pdf, specimen: bytes) -> dict[str, pikepdf.Object]:
    """The fonts of a specimen, brought into a file, by name."""
    with pikepdf.open(BytesIO(specimen)) as source:
        fonts = source.pages[0].obj.Resources.Font
        return {_family(font): pdf.copy_foreign(font) for _, font in fonts.items()}


def _glyphs(font: pikepdf.Object) -> frozenset[int]:
    """The glyphs that a composite font gives widths for, which are those in use."""
    widths = list(font.DescendantFonts[0].W)
    return frozenset(
        glyph
        for start, run in zip(widths[::2], widths[1::2], strict=True)
        for glyph in range(int(start), int(start) + len(run))
    )


def _family(font: pikepdf.Object) -> str:
    """The name of a font without the mark of a subset."""
    return str(font.BaseFont).rpartition("+")[2]


def _sheet(
    pdf: pikepdf.Pdf, on: Plan, side: Sequence[tuple[_Face, Slot]], cut: Cut, *, die: bool
) -> list[Figure]:
    """Draw one side of a sheet, with ``die`` the line of round corners too; what stands on it."""
    slots = [slot for _, slot in side]
    page = _page(pdf, on, slots, cut.bleed)
    drawing = [*marks(slots, on, max(_AWAY, cut.bleed))]
    if cut.corner and die:
        page.Resources.ColorSpace.Die = _spot(pdf)
        # Over the colour, which must not be left out below it: the cut is never quite on the line.
        page.Resources.ExtGState = pikepdf.Dictionary(
            Over=pikepdf.Dictionary(OP=True, op=True, OPM=1)
        )
        drawing.append(f"q /Over gs /Die CS 1 SCN {_pt(_LINE)} w")
        drawing += [_rounded(slot, cut.corner) for _, slot in side]
        drawing.append("Q")
    figures = [Figure(face.name, slot.box) for face, slot in side]
    placed = [
        figure.drawn(number, form)
        for number, (figure, form) in enumerate(zip(figures, _placed(page, side), strict=True))
    ]
    page.Contents = pdf.make_stream(b"\n".join([*placed, artifact("\n".join(drawing).encode())]))
    return figures


def _placed(page: pikepdf.Object, side: Sequence[tuple[_Face, Slot]]) -> Iterator[bytes]:
    """Draw forms at their places, by the names under which the page then knows them."""
    names: dict[tuple[int, int], str] = {}
    forms = pikepdf.Dictionary()
    for (form, _), slot in side:
        name = names.setdefault(form.objgen, f"/F{len(names)}")
        forms[name] = form
        yield f"q {_matrix(slot)} cm {name} Do Q".encode()
    page.Resources.XObject = forms


def _matrix(slot: Slot) -> str:
    """Where a form whose trim begins at the origin comes to stand."""
    turned = {
        0: (1, 0, 0, 1, slot.x, slot.y),
        90: (0, 1, -1, 0, slot.x + slot.width, slot.y),
        180: (-1, 0, 0, -1, slot.x + slot.width, slot.y + slot.height),
        270: (0, -1, 1, 0, slot.x, slot.y + slot.height),
    }
    *turn, x, y = turned[slot.turn]
    return f"{' '.join(map(str, turn))} {_pt(x)} {_pt(y)}"


def marks(slots: Sequence[Slot], on: Plan, away: float) -> Iterator[str]:
    """Cut marks at the ends of every cut: beside the cards or, where they fill the sheet, on it."""
    columns = sorted({round(edge, 3) for slot in slots for edge in (slot.x, slot.x + slot.width)})
    rows = sorted({round(edge, 3) for slot in slots for edge in (slot.y, slot.y + slot.height)})
    lines = []
    for x in columns:
        for a, b in _ends(rows[0], rows[-1], on.height, away):
            lines.append(f"{_pt(x)} {_pt(a)} m {_pt(x)} {_pt(b)} l")
    for y in rows:
        for a, b in _ends(columns[0], columns[-1], on.width, away):
            lines.append(f"{_pt(a)} {_pt(y)} m {_pt(b)} {_pt(y)} l")
    yield f"q {_pt(_LINE)} w {REGISTRATION} {' '.join(lines)} S Q"


def _ends(first: float, last: float, whole: float, away: float) -> Iterator[tuple[float, float]]:
    """Both stretches of a cut's marks: clear of the bleed, of the cards, or from the edge on.

    Without bleed they are for an office printer, which prints no mark that is all at the edge.
    """
    least = _AWAY if away > _AWAY else _UNPRINTED
    for room, start, step in ((first, 0.0, 1), (whole - last, whole, -1)):
        near = next((room - one for one in (away, _AWAY) if room - one > least), 0.0)
        from_, to = (max(near - _MARK, 0.0), near) if near else (0.0, _ON)
        yield start + step * from_, start + step * to


def _rounded(slot: Slot, radius: float) -> str:
    """The path of a rectangle with round corners, stroked."""
    left, low, right, high = slot.x, slot.y, slot.x + slot.width, slot.y + slot.height
    r, k = radius, radius * (1 - _KAPPA)
    steps: list[tuple[str, tuple[float, ...]]] = [
        ("m", (left + r, low)), ("l", (right - r, low)),
        ("c", (right - k, low, right, low + k, right, low + r)), ("l", (right, high - r)),
        ("c", (right, high - k, right - k, high, right - r, high)), ("l", (left + r, high)),
        ("c", (left + k, high, left, high - k, left, high - r)), ("l", (left, low + r)),
        ("c", (left, low + k, left + k, low, left + r, low)),
    ]  # fmt: skip
    return " ".join(f"{' '.join(map(_pt, values))} {sign}" for sign, values in steps) + " s"


def _spot(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The spot colour of the die line, which a print shop knows by its name: shown as magenta."""
    tint = pikepdf.Dictionary(FunctionType=2, N=1)
    tint.Domain, tint.C0 = pikepdf.Array([0, 1]), pikepdf.Array([0, 0, 0, 0])
    tint.C1 = pikepdf.Array([0, 1, 0, 0])
    name = pikepdf.Name
    return pdf.make_indirect(
        pikepdf.Array([name.Separation, name.CutContour, name.DeviceCMYK, tint])
    )


def _page(pdf: pikepdf.Pdf, on: Plan, slots: Sequence[Slot], bleed: float) -> pikepdf.Object:
    page = pdf.add_blank_page(page_size=(on.width * _POINT, on.height * _POINT)).obj
    page.MediaBox = _rectangle(0, 0, on.width, on.height)
    left, low = (min(slot[edge] for slot in slots) for edge in (0, 1))
    right, high = (
        max(slot.x + slot.width for slot in slots),
        max(slot.y + slot.height for slot in slots),
    )
    page.TrimBox = _rectangle(left, low, right, high)
    page.BleedBox = _rectangle(left - bleed, low - bleed, right + bleed, high + bleed)
    page.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(All=registration()))
    return page


def _rectangle(*edges: float) -> pikepdf.Array:
    return pikepdf.Array([round(edge * _POINT, 3) for edge in edges])


def _pt(length: float) -> str:
    return f"{length * _POINT:.3f}"


def _box(edges: Sequence[float]) -> str:
    """A rectangle of points as a path takes it: its corner, width and height."""
    left, low, right, high = edges
    return f"{left:.3f} {low:.3f} {right - left:.3f} {high - low:.3f}"


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
