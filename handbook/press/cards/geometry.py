"""Where things stand on a face: safe area, stamp, code, and the sizes of type that may be tried.

Lengths are in millimetres, sizes of type in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from handbook.model.card import Format
from handbook.render.code import QUIET, across

POINT = 25.4 / 72
DOT = 25.4 / 150
"""A dot of a raster of 150 dpi. Where modules are whole dots and begin on one, edges are sharp."""
TINY = 100
"""A face whose longer side is shorter is a pocket card."""
_NARROW = 60
"""A face that is less high, such as a strip on a keyboard, takes smaller margins."""

# ISO 9241-303 asks 16 minutes of arc of a character; a Chinese one fills 0.92 of its body. Half a
# metre away, where cards stand on a desk, that is 7.2 pt; in the hand, at 35 cm, 5.0 pt. The
# customary sizes (字号) next above are 六号, 7.5 pt, and 七号, 5.5 pt.
MINIMUM = 7.5
"""The smallest type of what a card on a desk says."""
MINIMUM_HELD = 5.5
"""The smallest type of what is read in the hand: a pocket card, and the stamp of every card."""
_LADDER = (28, 24, 21, 18, 16.5, 15, 14, 13, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5)
"""Sizes of type; notes are a tenth smaller. Only a tent, which is read from afar, takes all."""
_DESK, _HELD, _HELD_MORE = 18, 10, (8, 7.5, 7, 6.5)
DIAGRAM = (12, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5)
"""Sizes of the smallest type of a diagram."""
# DENSO WAVE asks four dots of the printer a module: 0.34 mm at 300 dpi. Two dots of 150 dpi are.
_MODULES = (3 * DOT, 2 * DOT)
_ROOMY = 140
"""From so long a shorter side on a code may take three dots a module."""


_KEPT = 1024
"""So many geometries are remembered: cards of one format have few."""
_LINES = 16.0
"""Height of the stamp's words below a body."""
_LEAST = 1.0
"""On a face too small for all these, what has no width left shows so by reaching out of it."""
_COLUMN, _WIDER, _BELOW = 17.0, 29.0, 21.0
"""Width of the stamp's words below a code and before one, and the height that they take below."""


class Box(NamedTuple):
    """A rectangle, from the upper left corner of the trimmed face."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Geometry:
    """The places of one face."""

    format: Format
    safe: float
    """Nothing that must be read is nearer to the edge: corners are rounded, laminate is sealed."""
    band: float
    """Height of the coloured head, from the edge."""
    mark: Box
    """The character that names the layout."""
    head: Box
    body: Box
    beside: bool
    """Whether code and stamp are to the right of the body, as on a wide face, or below it."""
    words: Box
    """The words of the stamp."""
    code: Box
    """The code with its quiet zone; without extent where there is none."""
    module: float
    """Width of a module of the code."""
    ladder: tuple[float, ...]
    """Sizes of type to be tried, the largest first."""

    def smallest(self, part: str) -> float:
        """The smallest type that a part of a face may have: of what it says, or of its stamp."""
        return MINIMUM if part == "item" and not self.pocket else MINIMUM_HELD

    @property
    def over(self) -> float:
        """Height of the line above the title."""
        return max(self.head.height / 3.2, 2.4)

    @property
    def title(self) -> float:
        """Height of the title's line."""
        return self.head.height - self.over

    @property
    def pocket(self) -> bool:
        """Whether it is held in the hand to be read."""
        return max(self.format) <= TINY

    @property
    def scannable(self) -> bool:
        """Whether the code has its smallest size at least within its share of the face."""
        return self.code.width <= self._share

    @property
    def most(self) -> int:
        """The modules that a code may be wide."""
        return int(self._share / _MODULES[-1]) - 2 * QUIET

    @property
    def _share(self) -> float:
        """A third of the shorter side, or nearly all of a strip's height."""
        short = min(self.format)
        return short - 2 * self.safe if short < _NARROW else short / 3


@lru_cache(maxsize=_KEPT)
def geometry(format_: Format, address: str | None, *, tent: bool = False) -> Geometry:
    """The places on a face of a format, with the code of an address if there is one."""
    width, height = format_
    safe = 3.5 if min(format_) < _NARROW else 5.0
    band = 9.0 if min(format_) < _NARROW else 12.5 if min(format_) < _ROOMY else 17.0
    count = across(address) + 2 * QUIET if address else 0
    module = _MODULES[0] if min(format_) >= _ROOMY else _MODULES[1]
    side = count * module
    beside = width > height
    gap = safe * 0.7
    if beside:
        code = Box(_on_dot(width - safe - side), _on_dot(band + gap), side, side)
        words = _words_beside(format_, safe, band + gap, code)
        body = Box(safe, band + gap, words.x - gap - safe, height - safe - band - gap)
    else:
        tall = max(side, _LINES)
        code = Box(_on_dot(width - safe - side), _on_dot(height - safe - side), side, side)
        top = height - safe - tall
        words = Box(safe, top, width - 2 * safe - side - 2 * (side > 0), tall)
        body = Box(safe, band + gap, width - 2 * safe, top - gap - band - gap)
    body = body._replace(width=max(body.width, _LEAST))
    words = words._replace(width=max(words.width, _LEAST))
    inset = safe * 0.62  # a mark that is cut a little is still known
    mark = Box(safe, inset, band - 2 * inset, band - 2 * inset)
    head = Box(mark.right + safe / 2, inset, width - safe - mark.right - safe / 2, mark.height)
    return Geometry(
        format_, safe, band, mark, head, body, beside, words, code, module, _ladder(format_, tent)
    )


def _words_beside(format_: Format, safe: float, top: float, code: Box) -> Box:
    """The words of a stamp to the right of a body: below the code or, on a low strip, before it."""
    bottom, column = format_.height - safe, max(code.width, _COLUMN)
    below = code.bottom + 1.2 if code.width else top
    if bottom - below >= _BELOW:
        return Box(format_.width - safe - column, below, column, bottom - below)
    return Box(code.x - 1.5 - _WIDER, top, _WIDER, bottom - top)


def _ladder(format_: Format, tent: bool) -> tuple[float, ...]:
    """The sizes of type that may be tried, the largest first."""
    if max(format_) <= TINY:
        return (*(size for size in _LADDER if size <= _HELD), *_HELD_MORE)
    return tuple(size for size in _LADDER if tent or size <= _DESK)


def _on_dot(length: float) -> float:
    return int(length / DOT) * DOT
