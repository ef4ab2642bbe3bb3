"""Path data: short, with coordinates in halves of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

Point = tuple[float, float]

CORNER = 5.0
ARROW = 7.0
_HALF_ARROW = 3.5


def half(number: float) -> float:
    """The nearest half; an int if it is whole, so that it is written without a point."""
    twice = round(number * 2)
    return twice / 2 if twice % 2 else twice // 2


def even(number: float) -> float:
    """An even number that is not smaller, so that its middle is whole."""
    return 2 * ceil(number / 2)


def num(number: float) -> str:
    """The shortest way to write a coordinate: ``12``, ``-3.5``."""
    return str(half(number))


def path(points: Sequence[Point]) -> str:
    """A line with rounded corners, ending inside its arrowhead."""
    ends = [*points[:-1], _toward(points[-1], points[-2], ARROW - 1)]
    data = f"M{num(ends[0][0])} {num(ends[0][1])}"
    for before, corner, after in zip(ends, ends[1:], ends[2:], strict=False):
        radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        data += _straight(before, start)
        data += f"q{_by(start, corner).lstrip()}{_by(start, end)}"
    return data + _straight(ends[-2], ends[-1])


def arrowhead(points: Sequence[Point]) -> str:
    """A filled triangle at the end of a line."""
    (x, y), back = points[-1], _toward(points[-1], points[-2], ARROW)
    if x == back[0]:
        sides = f"l-{_HALF_ARROW}{_signed(back[1] - y)}h{2 * _HALF_ARROW:g}z"
    else:
        sides = f"l{num(back[0] - x)}-{_HALF_ARROW}v{2 * _HALF_ARROW:g}z"
    return f"M{num(x)} {num(y)}{sides}"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A plain rectangle as part of a path."""
    return f"M{num(x)} {num(y)}h{num(width)}v{num(height)}h{num(-width)}z"


def tag(x: float, y: float, width: float, height: float) -> str:
    """The off-page connector: a rectangle that points to the right."""
    point = min(6.0, height / 2)
    return (
        f"M{num(x)} {num(y)}h{num(width - point)}l{num(point)} {num(height / 2)}"
        f" {num(-point)} {num(height / 2)}h{num(point - width)}z"
    )


def bar(x: float, y: float, width: float, height: float) -> str:
    """A rectangle with round ends as a line, to be stroked as thick as it is high."""
    return f"M{num(x + height / 2)} {num(y + height / 2)}h{num(width - height)}"


def clock(x: float, y: float) -> str:
    """A small clock; its left edge at ``x``, its middle at ``y``."""
    return f"M{num(x)} {num(y)}a4 4 0 1 0 8 0 4 4 0 1 0-8 0m4-2.5v2.5h2"


def diamond(x: float, y: float) -> str:
    """A small diamond; its top at ``x``, ``y``."""
    return f"M{num(x)} {num(y)}l4 4-4 4-4-4z"


def _straight(start: Point, end: Point) -> str:
    if start == end:
        return ""
    return f"V{num(end[1])}" if start[0] == end[0] else f"H{num(end[0])}"


def _by(start: Point, end: Point) -> str:
    return _signed(end[0] - start[0]) + _signed(end[1] - start[1])


def _signed(number: float) -> str:
    """A coordinate that may follow another one: set apart by a space or its own sign."""
    return num(number) if number < 0 else f" {num(number)}"


def _length(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _toward(start: Point, end: Point, distance: float) -> Point:
    """The point at a distance from ``start`` on the way to ``end``, along an axis."""
    (x, y), (to_x, to_y) = start, end
    if x == to_x:
        return x, y + (distance if to_y > y else -distance)
    return x + (distance if to_x > x else -distance), y
