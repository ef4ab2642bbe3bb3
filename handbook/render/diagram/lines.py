"""From routes to lines: what was only ordered gets its coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handbook.render.diagram.bands import Heights
from handbook.render.diagram.boxes import Box
from handbook.render.diagram.grid import Grid
from handbook.render.diagram.routing import Route
from handbook.render.diagram.strokes import Point, half
from handbook.render.diagram.tracks import Tracks

_APART = 9  # between lines that arrive at and leave from one side
_ASIDE = 4  # between lines that leave towards each other into one gutter


class Line(NamedTuple):
    """An edge as drawn; ``back`` if it leads to an earlier step or to the step itself."""

    source: str
    target: str
    points: tuple[Point, ...]
    back: bool


class Canvas(NamedTuple):
    """Everything that has found its place."""

    boxes: Sequence[Box]
    grid: Grid
    heights: Heights
    tracks: Tracks


def draw(canvas: Canvas, routes: Sequence[Route]) -> tuple[Line, ...]:
    """One line for every route."""
    arriving = {(found.wire.target, _enters_right(canvas, found)) for found in routes}
    leaving = {(found.wire.source, _leaves_right(canvas, found)) for found in routes}
    leaves = [_leave(canvas, found, arriving) for found in routes]
    facing = {
        (found.gutters[0], y)
        for found, (_, y) in zip(routes, leaves, strict=True)
        if found.gutters and _leaves_right(canvas, found)
    }
    return tuple(
        _line(canvas, found, _aside(canvas, found, out, facing), _enter(canvas, found, leaving))
        for found, out in zip(routes, leaves, strict=True)
    )


def _line(canvas: Canvas, found: Route, leaves: Point, enters: Point) -> Line:
    wire = found.wire
    source, target = canvas.boxes[wire.source], canvas.boxes[wire.target]
    points = _points(canvas, found, leaves, enters)
    return Line(source.id, target.id, points, wire.target <= wire.source)


def _points(canvas: Canvas, found: Route, leaves: Point, enters: Point) -> tuple[Point, ...]:
    target = canvas.boxes[found.wire.target]
    if found.shape == "drop":
        source = canvas.boxes[found.wire.source]
        return (source.center, source.bottom), (target.center, target.y)
    if found.shape == "elbow":
        return leaves, (target.center, leaves[1]), (target.center, target.y)
    if found.shape == "bridge":
        return leaves, enters
    xs = [canvas.grid.lines[gutter, found.wire.target] for gutter in found.gutters]
    if found.shape == "bracket":
        return leaves, (xs[0], leaves[1]), (xs[0], enters[1]), enters
    track = canvas.tracks.channels[found.channel, found.wire.target]
    y = canvas.heights.line(found.channel, track)
    return leaves, (xs[0], leaves[1]), (xs[0], y), (xs[1], y), (xs[1], enters[1]), enters


def _leaves_right(canvas: Canvas, found: Route) -> bool | None:
    """Whether it leaves to the right; None if it leaves downward."""
    if found.shape == "drop":
        return None
    box = canvas.boxes[found.wire.source]
    if found.gutters:
        return found.gutters[0] > box.lane
    return canvas.boxes[found.wire.target].lane > box.lane


def _enters_right(canvas: Canvas, found: Route) -> bool | None:
    """Whether it arrives from the right; None if it comes from above."""
    if found.gutters:
        return found.gutters[-1] > canvas.boxes[found.wire.target].lane
    return False if found.shape == "bridge" else None


def _leave(canvas: Canvas, found: Route, arriving: set[tuple[int, bool | None]]) -> Point:
    """On the left, what leaves makes way for what arrives: a bridge has to stay level."""
    row, right = found.wire.source, _leaves_right(canvas, found)
    box = canvas.boxes[row]
    if box.exits:
        return _side(box, right), half(box.y + box.exits[found.wire.exit].middle)
    apart = _APART if not right and (row, right) in arriving else 0
    return _side(box, right), half(box.y + box.head / 2 + apart)


def _aside(canvas: Canvas, found: Route, out: Point, facing: set[tuple[int, float]]) -> Point:
    """To the left a line leaves a little lower, if one leaves towards it from across the gutter."""
    meets = found.gutters and not _leaves_right(canvas, found)
    x, y = out
    return (x, y + _ASIDE) if meets and (found.gutters[0], y) in facing else out


def _enter(canvas: Canvas, found: Route, leaving: set[tuple[int, bool | None]]) -> Point:
    row, right = found.wire.target, _enters_right(canvas, found)
    box = canvas.boxes[row]
    apart = _APART if right and (row, right) in leaving and not box.exits else 0
    return _side(box, right), half(box.y + box.head / 2 - apart)


def _side(box: Box, right: bool | None) -> float:
    return box.x + box.width if right else box.x
