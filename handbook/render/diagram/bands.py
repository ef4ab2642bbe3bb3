"""The bands of a swimlane diagram: which boxes stand side by side, and how high everything is.

Where a step hands over to the next one and that one's lane lies further right, the two share a
band and the line between them is level: diagrams become half as tall, and still read from left to
right and from top to bottom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handbook.render.diagram.boxes import Box
from handbook.render.diagram.flow import Flow

_BELOW = 21  # between a box and the next one in its lane
_STAGGER = 14  # the same between bands that share no lane
_FIRST, _PITCH, _LAST = 10, 8, 18  # a channel: above its lines, between them, below


class Link(NamedTuple):
    """An edge between two rows of boxes, leaving at height ``out`` of its box."""

    source: int
    target: int
    out: float
    below: bool = True
    exit: int = -1


class Heights(NamedTuple):
    """Where each box begins, and each channel's first line; ``bottom`` is that of the last band."""

    tops: tuple[float, ...]
    channels: tuple[float, ...]
    bottom: float

    def line(self, channel: int, track: int) -> float:
        """The height of a line in a channel."""
        return self.channels[channel] + track * _PITCH


def links(flow: Flow, rows: Sequence[Box]) -> list[Link]:
    """The edges to be drawn; the ways out that leave the diagram are tags in their boxes."""
    row_of = {box.id: row for row, box in enumerate(rows)}
    found = [Link(0, 1, rows[0].head / 2)]
    for source, box in enumerate(rows):
        last = len(box.exits) - 1
        found += [
            Link(source, row_of[way.edge.target], way.middle, at == last, at)
            for at, way in enumerate(box.exits)
            if way.edge.leads == "step"
        ]
    for edge in flow.edges:
        if not edge.when:
            source = row_of[edge.source]
            target = edge.target if edge.leads == "step" else f"{edge.source}>"
            found.append(Link(source, row_of[target], rows[source].head / 2))
    return found


def bands(rows: Sequence[Box], laid: Sequence[Link]) -> list[dict[int, float]]:
    """For every band its rows and how far each begins below the highest."""
    over = {link.target: link.out for link in laid if link.source == link.target - 1}
    found: list[dict[int, float]] = []
    for row, box in enumerate(rows):
        if row in over and box.kind == "step" and box.lane > rows[row - 1].lane:
            found[-1][row] = found[-1][row - 1] + over[row] - box.head / 2
        else:
            found.append({row: 0.0})
    return [{row: offset - min(band.values()) for row, offset in band.items()} for band in found]


def heights(
    rows: Sequence[Box],
    laid: Sequence[Mapping[int, float]],
    top: float,
    channels: Mapping[int, int],
) -> Heights:
    """Stack the bands; ``channels`` says how many lines run above a band."""
    tops: dict[int, float] = {}
    starts = []
    above: set[int] = set()
    for number, band in enumerate(laid):
        lanes = {rows[row].lane for row in band}
        starts.append(top + _FIRST)
        top += _gap(channels.get(number, 0), bool(lanes & above)) if number else 0
        tops.update({row: top + offset for row, offset in band.items()})
        top = max(tops[row] + rows[row].height for row in band)
        above = lanes
    starts.append(top + _FIRST)
    extra = channels.get(len(laid), 0) * _PITCH
    return Heights(tuple(tops[row] for row in range(len(rows))), tuple(starts), top + extra)


def _gap(lines: int, touching: bool) -> float:
    least = _BELOW if touching else _STAGGER
    return max(least, _FIRST + (lines - 1) * _PITCH + _LAST) if lines else least
