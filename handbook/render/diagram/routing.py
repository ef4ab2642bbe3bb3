"""Ways for the edges of a swimlane diagram, before the lanes have their places.

Boxes stand in *bands* one below the other, at most one for each lane, so that a vertical line
between the lanes (in a *gutter*) and a horizontal one between the bands (in a *channel*) meet no
box. Shorter ways lead down the middle of a lane or across a band where these are free. What is
left to choose is the way with the fewest crossings.

Gutter ``g`` lies left of lane ``g`` and channel ``c`` above band ``c``. To compare places across
that are not known yet, gutter ``g`` stands at ``2 g`` and the middle of lane ``l`` at ``2 l + 1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import Literal, NamedTuple

_CROSSING = 3.0
_BEND = 1.0
_SHARED = 1.5
_OTHER_HAND = 0.25


class Cell(NamedTuple):
    """A box in its lane and band; ``enter`` is the height at which lines come in from a side."""

    lane: int
    band: int
    top: float
    bottom: float
    enter: float


class Wire(NamedTuple):
    """An edge between two cells; it leaves at height ``y`` or, if ``below``, through the bottom."""

    source: int
    target: int
    y: float
    below: bool = True
    exit: int = -1


Shape = Literal["drop", "elbow", "bridge", "bracket", "hook"]


class Route(NamedTuple):
    """How a wire runs.

    A ``drop`` falls straight down, an ``elbow`` leaves sideways and falls on its target, a
    ``bridge`` runs straight across, a ``bracket`` changes its height in a gutter and enters from
    the side, a ``hook`` does so in two gutters and crosses over in a channel.
    """

    wire: Wire
    shape: Shape
    gutters: tuple[int, ...] = ()
    channel: int = -1


class Segment(NamedTuple):
    """At the height ``at`` between two places, or at a place between two heights."""

    at: float
    low: float
    high: float
    target: int


class Router:
    """Lays one wire after the other; remembers what it has laid."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells
        self._taken = {(cell.band, cell.lane) for cell in cells}
        self._gutters = range(max(cell.lane for cell in cells) + 2)
        self._across: list[Segment] = []
        self._down: list[Segment] = []
        self._shared: set[tuple[int, int]] = set()

    def route(self, wires: Iterable[Wire]) -> list[Route]:
        """A way for every wire: the plain ones first, then from short to long."""
        routes, rest = [], []
        for wire in wires:
            plain = self._plain(wire)
            if plain:
                routes.append(plain)
                self._lay(plain)
            else:
                rest.append(wire)
        for wire in sorted(rest, key=self._reach):
            routes.append(self._best(wire))
            self._lay(routes[-1])
        return routes

    def segments(self, found: Route) -> tuple[list[Segment], list[Segment]]:
        """The straight parts of a way, those across and those down."""
        wire, goal = found.wire, found.wire.target
        source, target = self.cells[wire.source], self.cells[goal]
        start, end = 2 * source.lane + 1, 2 * target.lane + 1
        if found.shape == "drop":
            return [], [_span(start, source.bottom, target.top, goal)]
        if found.shape == "bridge":
            return [_span(wire.y, start, end, goal)], []
        if found.shape == "elbow":
            return [_span(wire.y, start, end, goal)], [_span(end, wire.y, target.top, goal)]
        places = [start, *(2 * gutter for gutter in found.gutters), end]
        heights = [wire.y, target.enter]
        if found.shape == "hook":
            heights.insert(1, self._channel_height(found.channel))
        across = [_span(y, a, b, goal) for y, (a, b) in zip(heights, pairwise(places), strict=True)]
        down = [
            _span(x, a, b, goal) for x, (a, b) in zip(places[1:-1], pairwise(heights), strict=True)
        ]
        return across, down

    def _channel_height(self, channel: int) -> float:
        """Roughly: above all boxes of the band below it."""
        lowest = max(cell.bottom for cell in self.cells)
        return min((cell.top for cell in self.cells if cell.band == channel), default=lowest)

    def _plain(self, wire: Wire) -> Route | None:
        source, target = self.cells[wire.source], self.cells[wire.target]
        if source.band == target.band:
            level = source.lane < target.lane and wire.y == target.enter
            level = level and self._level(source.band, source.lane, target.lane)
            return Route(wire, "bridge") if level else None
        bands = range(source.band + (source.lane == target.lane), target.band)
        if target.band < source.band or any((b, target.lane) in self._taken for b in bands):
            return None
        if source.lane == target.lane:
            return Route(wire, "drop") if wire.below else None
        level = self._level(source.band, source.lane, target.lane)
        return Route(wire, "elbow") if level else None

    def _level(self, band: int, start: int, end: int) -> bool:
        """Whether nothing stands in a band between two lanes."""
        between = range(start + 1, end) if start < end else range(end + 1, start)
        return not between or not any((band, lane) in self._taken for lane in between)

    def _reach(self, wire: Wire) -> tuple[float, int, float]:
        return abs(self.cells[wire.target].top - wire.y), wire.source, wire.y

    def _best(self, wire: Wire) -> Route:
        """The cheapest; crossings are counted only for what could still become that."""
        tried = sorted((self._length(found), found) for found in self._roundabout(wire))
        best, least = tried[0][1], inf
        for length, found in tried:
            if length < least:
                cost = length + _CROSSING * self._crossings(found)
                if cost < least:
                    best, least = found, cost
        return best

    def _roundabout(self, wire: Wire) -> Iterator[Route]:
        source, target = self.cells[wire.source], self.cells[wire.target]
        free = [gutter for gutter in self._gutters if self._reaches(source, gutter)]
        both = [gutter for gutter in free if self._reaches(target, gutter)]
        yield from (Route(wire, "bracket", (gutter,)) for gutter in both)
        if not both:
            channel = target.band + (target.band <= source.band)
            for gutter in (source.lane, source.lane + 1):
                for last in (target.lane, target.lane + 1):
                    yield Route(wire, "hook", (gutter, last), channel)

    def _reaches(self, cell: Cell, gutter: int) -> bool:
        if gutter <= cell.lane:
            return self._level(cell.band, gutter - 1, cell.lane)
        return self._level(cell.band, cell.lane, gutter)

    def _length(self, found: Route) -> float:
        """How far it runs across; ways to one target had better run together."""
        wire = found.wire
        source, target = self.cells[wire.source], self.cells[wire.target]
        places = [2 * source.lane + 1, *(2 * g for g in found.gutters), 2 * target.lane + 1]
        length = sum(abs(a - b) for a, b in pairwise(places)) + _BEND * len(places)
        back, left = target.band <= source.band, found.gutters[-1] <= target.lane
        if (found.gutters[-1], wire.target) in self._shared:
            length -= _SHARED
        return length + _OTHER_HAND * (left != back)  # loops on the left, skips on the right

    def _crossings(self, found: Route) -> int:
        across, down = self.segments(found)
        crossings = sum(_cross(one, other) for one in across for other in self._down)
        return crossings + sum(_cross(other, one) for one in down for other in self._across)

    def _lay(self, found: Route) -> None:
        across, down = self.segments(found)
        self._across += across
        self._down += down
        self._shared.update((gutter, found.wire.target) for gutter in found.gutters)


def _span(at: float, start: float, end: float, target: int) -> Segment:
    return Segment(at, start, end, target) if start < end else Segment(at, end, start, target)


def _cross(across: Segment, down: Segment) -> bool:
    return (
        across.low < down.at < across.high
        and down.low < across.at < down.high
        and across.target != down.target
    )
