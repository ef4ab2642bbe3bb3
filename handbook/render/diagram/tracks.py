"""Lines side by side: which place each gets in its gutter or channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handbook.render.diagram.routing import Route, Router, Segment

_SLACK = 12.0  # ends may still move by that much

Place = tuple[int, int]
"""A gutter, or a channel, and the cell to which its lines lead: they share one track."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """Track numbers: ``near`` those counted from the left side of a gutter, ``far`` from the right.

    ``channels`` are counted from above.
    """

    near: Mapping[Place, int] = field(default_factory=dict)
    far: Mapping[Place, int] = field(default_factory=dict)
    channels: Mapping[Place, int] = field(default_factory=dict)

    @property
    def crowding(self) -> dict[int, int]:
        """How many lines run in each channel."""
        lines: dict[int, int] = {}
        for (channel, _), number in self.channels.items():
            lines[channel] = max(lines.get(channel, 0), number + 1)
        return lines


def tracks(router: Router, routes: Iterable[Route]) -> Tracks:
    """A track for all lines of a gutter or channel that lead to one target."""
    near: dict[Place, Segment] = {}
    far: dict[Place, Segment] = {}
    channels: dict[Place, Segment] = {}
    for found in routes:
        if not found.gutters:
            continue
        across, down = router.segments(found)
        target = found.wire.target
        for gutter, part in zip(found.gutters, down, strict=True):
            side = near if router.cells[target].lane < gutter else far
            _join(side, (gutter, target), part)
        if found.shape == "hook":
            _join(channels, (found.channel, target), across[1])
    return Tracks(_numbered(near, _SLACK), _numbered(far, _SLACK), _numbered(channels, 0))


def _join(spans: dict[Place, Segment], place: Place, part: Segment) -> None:
    old = spans.get(place, part)
    low, high = min(old.low, part.low), max(old.high, part.high)
    spans[place] = Segment(part.at, low, high, part.target)


def _numbered(spans: Mapping[Place, Segment], slack: float) -> dict[Place, int]:
    """Short ones first: they come to lie next to the boxes, inside the long ones."""
    taken: dict[Place, list[Segment]] = {}
    numbers: dict[Place, int] = {}
    for place in sorted(spans, key=lambda place: (spans[place].high - spans[place].low, place)):
        span, number = spans[place], 0
        while any(_touch(span, other, slack) for other in taken.get((place[0], number), ())):
            number += 1
        taken.setdefault((place[0], number), []).append(span)
        numbers[place] = number
    return numbers


def _touch(one: Segment, two: Segment, slack: float) -> bool:
    return one.low <= two.high + slack and two.low <= one.high + slack
