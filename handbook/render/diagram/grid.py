"""Where everything in a swimlane diagram is across: boxes, borders of lanes, lines in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from handbook.render.diagram.tracks import Place, Tracks

EDGE = 8  # between the outermost boxes and the frame
_BETWEEN = 22  # between the boxes of neighbouring lanes
_CLEAR = 14  # between a box and the nearest line beside it: room for an arrowhead
_PITCH = 8  # between two lines side by side


class Grid(NamedTuple):
    """``lefts`` and ``rights`` are those of each lane's boxes, ``borders`` those of the lanes.

    ``lines`` has the place of the lines in each gutter to each target.
    """

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    borders: tuple[float, ...]
    lines: Mapping[Place, float]
    width: float


def grid_of(wide: Sequence[float], laid: Tracks) -> Grid:
    """Lanes with boxes of the given widths, and gutters as wide as their lines need."""
    near = [_count(laid.near, gutter) for gutter in range(len(wide) + 1)]
    far = [_count(laid.far, gutter) for gutter in range(len(wide) + 1)]
    gutters = [_wide(n + f) for n, f in zip(near, far, strict=True)]
    for outer in (0, -1):
        gutters[outer] -= (_CLEAR if near[outer] + far[outer] else _BETWEEN) - EDGE
    ends = list(accumulate(size for pair in zip(gutters, wide, strict=False) for size in pair))
    lefts, rights = ends[0::2], ends[1::2]
    total = rights[-1] + gutters[-1]
    lines = {place: lefts[place[0]] - _CLEAR - at * _PITCH for place, at in laid.far.items()}
    lines |= {place: rights[place[0] - 1] + _CLEAR + at * _PITCH for place, at in laid.near.items()}
    borders = [
        # Between the lines of the lane on the left and those of the lane on the right.
        rights[lane - 1] + (_CLEAR + (near[lane] - 0.5) * _PITCH if near[lane] + far[lane] else 11)
        for lane in range(1, len(wide))
    ]
    return Grid(tuple(lefts), tuple(rights), (0.5, *borders, total - 0.5), lines, total)


def _count(numbers: Mapping[Place, int], gutter: int) -> int:
    return max((at + 1 for (where, _), at in numbers.items() if where == gutter), default=0)


def _wide(lines: int) -> float:
    return 2 * _CLEAR + (lines - 1) * _PITCH if lines else _BETWEEN
