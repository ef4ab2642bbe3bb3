"""Escalation ladders: a pure function from a path to geometry; ``shared/ladder.svg`` draws it.

The blocks are stairs that rise to the right: who begins stands at the bottom, each hand-over is an
arrow from one tread to the next block, with how soon that one answers and when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from handbook.model.escalation import EscalationPath
from handbook.model.quantity import Amount
from handbook.render.diagram.boxes import (
    BADGE,
    BODY,
    LEADING,
    PAD,
    SMALL,
    SMALL_LEADING,
    Badge,
    Text,
    badge,
)
from handbook.render.diagram.flow import Names, Words, words_in
from handbook.render.diagram.strokes import Point, arrowhead, bar, clock, half, path
from handbook.render.measure import width, wrap

_WIDTH = 460
_TOP = 200  # the least width of the topmost block
_TREAD = 44
_GAP = 8


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is called, when, and how soon they answer; ``address`` is what the name links to."""

    address: str
    name: str
    when: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Climb:
    """A path as values; the first rung is who begins, and its ``when`` is what sets it off."""

    title: str
    rungs: tuple[Rung, ...]
    words: Words = field(default_factory=lambda: words_in("zh-Hans"))

    @property
    def description(self) -> str:
        """The path as text, from the bottom up."""
        words = self.words
        return "\n".join(
            f"{number}. {rung.name}{rung.limit.join(words.brackets) if rung.limit else ''}"
            f"{words.colon}{rung.when}"
            for number, rung in enumerate(self.rungs, 1)
        )


class Block(NamedTuple):
    """One stair; its text is measured from its top left corner."""

    address: str
    x: float
    y: float
    width: float
    height: float
    name: Text
    when: Text
    limit: Badge | None

    @property
    def texts(self) -> tuple[Text, ...]:
        """In the order of reading."""
        return (self.name, *((self.limit.text,) if self.limit else ()), self.when)


@dataclass(frozen=True, slots=True)
class Ladder:
    """A finished ladder, its blocks from the bottom up. Sizes are CSS pixels at natural size."""

    width: float
    height: float
    title: str
    description: str
    blocks: tuple[Block, ...]
    ways: tuple[tuple[Point, ...], ...]

    @property
    def lines(self) -> str:
        """The hand-overs as one path."""
        return "".join(path(points) for points in self.ways)

    @property
    def arrows(self) -> str:
        """Their arrowheads."""
        return "".join(arrowhead(points) for points in self.ways)

    @property
    def badges(self) -> str:
        """The limits on one line, to be stroked 15 thick with round ends."""
        return "".join(
            bar(block.x + limit.x, block.y + limit.y, limit.width, limit.height)
            for block in self.blocks
            if (limit := block.limit) and len(limit.text.lines) == 1
        )

    @property
    def clocks(self) -> str:
        """The clocks of all limits."""
        badges = ((block.x, block.y, block.limit) for block in self.blocks if block.limit)
        return "".join(clock(x + badge.x + 4, y + badge.y + 7.5) for x, y, badge in badges)


def climb_of(
    way: EscalationPath,
    names: Names,
    plain: Callable[[str], str],
    language: str = "zh-Hans",
) -> Climb:
    """An escalation path as a ladder shows it; ``plain`` turns prose into text without markup."""
    start = Rung(way.starts_with, names(way.starts_with), plain(way.trigger))
    hops = (
        Rung(
            hop.to,
            names(hop.to),
            plain(hop.when),
            hop.within.words(language) if isinstance(hop.within, Amount) else names(hop.within),
        )
        for hop in way.hops
    )
    return Climb(way.name, (start, *hops), words_in(language))


def ladder(climb: Climb) -> Ladder:
    """Lay a path out, from the top block down."""
    tread = min(_TREAD, (_WIDTH - _TOP) / max(1, len(climb.rungs) - 1))
    blocks: list[Block] = []
    y = 0.5
    for level in reversed(range(len(climb.rungs))):
        blocks.insert(0, _block(climb.rungs[level], half(0.5 + level * tread), y))
        y = blocks[0].y + blocks[0].height + _GAP
    return Ladder(
        _WIDTH,
        half(y - _GAP + 0.5),
        climb.title,
        climb.description,
        tuple(blocks),
        _ways(blocks),
    )


def _block(rung: Rung, left: float, top: float) -> Block:
    wide = half(_WIDTH - 0.5 - left)
    inside = wide - 2 * PAD
    limit = wrap(rung.limit, (inside - BADGE) / SMALL) if rung.limit else ()
    taken = half(max(width(line) for line in limit) * SMALL + BADGE) if limit else 0
    beside = taken if taken <= wide / 2 else 0
    name = Text(PAD, 19, wrap(rung.name, (inside - beside) / BODY, bold=True), LEADING)
    below = name.y + LEADING * (len(name.lines) - 1)
    x, y = (wide - PAD + 2 - taken, 8) if beside else (PAD - 2, below + 6)
    sign = badge(limit, x, y, taken) if limit else None
    if sign and not beside:
        below += sign.height + 5
    when = Text(PAD, below + 17, wrap(rung.when, inside / SMALL))
    tall = when.y + SMALL_LEADING * (len(when.lines) - 1) + 9
    return Block(rung.address, left, top, wide, tall, name, when, sign)


def _ways(blocks: Sequence[Block]) -> tuple[tuple[Point, ...], ...]:
    """From the middle of each tread up, then into the block above."""
    ways = []
    for lower, upper in pairwise(blocks):
        x, y = half((lower.x + upper.x) / 2), half(upper.y + upper.height / 2)
        ways.append(((x, lower.y), (x, y), (upper.x, y)))
    return tuple(ways)
