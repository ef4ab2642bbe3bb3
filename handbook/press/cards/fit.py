"""Whether a face holds what it shows: measured where WeasyPrint has put it, not guessed.

Lengths are in millimetres from the upper left corner of the trimmed face, sizes of type in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

from handbook.press.cards.geometry import POINT, Geometry
from handbook.press.cards.job import Fault, SizeJob
from handbook.press.weasy import TableCellBox, layout_backgrounds
from handbook.render.measure import width

_MM = 25.4 / 96
_SLACK = 0.05
"""What rounding may cost."""
_LEADING = 1.4
"""The height of a line in templates/print/cards/style.css, in em."""
_GROWTH = 1.8
"""Text grows with the square of its type, less where lines are not full."""
_MOST_GAP = 2.2
"""What is left of a face widens gaps to so many em at most: more would tear it apart."""


class Extent(NamedTuple):
    """How far something that has an id reaches, and its smallest type."""

    id: str
    right: float
    bottom: float
    smallest: float
    beyond: float
    """By how much it reaches out of the cell that it stands in."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One face as it was laid out."""

    page: Any
    body: Any
    """Boxes of WeasyPrint."""
    extents: tuple[Extent, ...]

    @property
    def bottom(self) -> float:
        """How far down what it shows reaches."""
        return max((one.bottom for one in self.extents if one.id.startswith("item")), default=0.0)

    @property
    def beyond(self) -> float:
        """By how much something reaches out of its cell."""
        return max((one.beyond for one in self.extents), default=0.0)


def measured(page: Any) -> Measured:
    """Measure a page: WeasyPrint's box of it."""
    found: dict[str, list[Extent]] = {}
    for extent in _extents(page, "", float("inf")):
        found.setdefault(extent.id, []).append(extent)
    extents = (
        Extent(
            id_, max(one.right for one in some), max(one.bottom for one in some),
            min(one.smallest for one in some), max(one.beyond for one in some),
        )
        for id_, some in found.items()
    )  # fmt: skip
    body = next(
        box
        for box in page.descendants(placeholders=True)
        if "shown" in _attribute(box, "class").split()
    )
    return Measured(page, body, tuple(extents))


def _extents(box: Any, inside: str, edge: float) -> Iterator[Extent]:
    """What is drawn in a box, under the id of the nearest element around that has one.

    ``edge`` is the right edge of the cell that it stands in.
    """
    inside = _attribute(box, "id") or inside
    if isinstance(box, TableCellBox):
        edge = (box.content_box_x() + box.width) * _MM
    if inside and not box.children:
        bottom = (box.position_y + box.margin_height()) * _MM
        right = (box.position_x + box.margin_width()) * _MM
        text = getattr(box, "text", "")
        points = box.style["font_size"] * 0.75 if text.strip() else float("inf")
        beyond = right - edge if text.strip() else 0.0
        yield Extent(inside, right, bottom, points, beyond)
    for child in box.children:
        yield from _extents(child, inside, edge)


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    return "" if element is None else str(element.get(name) or "")


def first_sizes(source: Any, job: SizeJob) -> list[float]:
    """For each face the largest type in which its words will probably fit, to be tried first.

    ``source`` is the element of the whole document.
    """
    shown = (part for part in source.iter("div") if "shown" in part.get("class", "").split())
    return [_first_size(face, job) for face in shown]


def _first_size(face: Any, job: SizeJob) -> float:
    body = job.places.body
    words = [width("".join(line.itertext()).strip()) for line in face.iter("p")]
    room = body.height - job.gap * max(len(face) - 1, 0)

    def fits(size: float) -> bool:
        lines = sum(ceil(word * size * POINT / body.width) for word in words)
        return lines * _LEADING * size * POINT <= room

    return next(filter(fits, job.places.ladder), job.places.ladder[-1])


@dataclass
class Search:
    """The search for the largest type with which a face holds all; one or two tries as a rule."""

    job: SizeJob
    _fitted: float = 0
    _failed: float = float("inf")

    def next(self, face: Measured, size: float) -> float:
        """The size to try after a face was laid out in one; that size itself where it stays."""
        ladder, foreseen = self.job.places.ladder, self._foreseen(face, size)
        if face.bottom <= self.job.places.body.bottom + _SLACK and face.beyond <= _SLACK:
            self._fitted = size
            larger = [one for one in ladder if size < one <= foreseen and one < self._failed]
            return larger[0] if larger else size
        if self._fitted:
            self._failed = min(one for one in ladder if one > self._fitted)
            return self._fitted
        self._failed = size
        smaller = [one for one in ladder if one < size and one <= foreseen]
        return smaller[0] if smaller else ladder[-1]

    def _foreseen(self, face: Measured, size: float) -> float:
        """The largest size in which a face will probably fit."""
        places = self.job.places
        gaps = self.job.gap * max(len(face.body.children) - 1, 0)
        text = face.bottom - places.body.y - gaps
        fitting = (
            one
            for one in places.ladder
            if text * (one / size) ** _GROWTH + gaps <= places.body.height
        )
        return next(fitting, places.ladder[-1])


def spread(face: Measured, places: Geometry, size: float) -> None:
    """Share out what is left of a face between what it shows, by moving the boxes.

    That costs nothing, unlike another layout. Only backgrounds do not move with their boxes.
    """
    blocks = face.body.children
    left = places.body.bottom - face.bottom
    if len(blocks) < 2 or left <= 0:  # noqa: PLR2004 - a gap has two sides
        return
    wider = min(left / (len(blocks) - 1), _MOST_GAP * size * POINT) / _MM
    for number, block in enumerate(blocks[1:], 1):
        block.translate(0, wider * (number - 0.5))  # its rule stands in the middle of the gap
        for child in block.children:
            child.translate(0, wider / 2)
    layout_backgrounds(face.page, None)  # plain colours: no picture is asked for


def faults(face: Measured, number: int, size: str, places: Geometry) -> Iterator[Fault]:
    """What is wrong on a face; of what reaches too far down the first names the rest."""
    limits = {"head": places.head, "item": places.body, "foot": places.words}
    told = set()
    for extent in face.extents:
        part, _, rest = extent.id.partition("-")
        box, item = limits[part], rest.partition("-")[2] or part
        beside = max(extent.right - box.right, extent.beyond)
        over = {"below": extent.bottom - box.bottom, "beside": beside}
        for why, by in over.items():
            if by > _SLACK and (part, why) not in told:
                told.add((part, why))
                yield Fault(why, size, number, item, by)
        least = places.smallest(part)
        if extent.smallest < least - _SLACK:
            yield Fault("small", size, number, item, extent.smallest)
