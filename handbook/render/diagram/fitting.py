"""How wide the lanes of a diagram had best be, judged by sums before any text is set.

Narrow lanes make a diagram tall, wide ones make it wide. The best is the one that is shrunk the
least when it is made to fit its room; among those that fit as they are, the narrowest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from math import ceil
from typing import NamedTuple

from handbook.render.diagram.boxes import (
    BADGE,
    BESIDE,
    BODY,
    INDENT,
    LEADING,
    MOST_LINES,
    PAD,
    SMALL,
    SMALL_LEADING,
    TAG,
)
from handbook.render.diagram.flow import Edge, Flow, Node
from handbook.render.diagram.strokes import even
from handbook.render.measure import width, wrap


class Room(NamedTuple):
    """What a diagram has to fit into, in CSS pixels."""

    width: float
    height: float


PAGE = Room(643, 907)
"""The text area of an A4 page, 170 by 240 mm."""
PHONE = Room(340, 100_000)
"""A phone held upright: as narrow as can be, however long."""

_TRIED = (72, 96, 124, 156, 196, 246, 306, 376)  # widths of text, in pixels
_LEGIBLE, _FEW = 0.87, 4  # up to four lanes fill the width of a page with letters of 6.5 pt
_NARROW = 430  # on a phone still legible
_SHORT = 110.0  # a limit that may stand beside the text of its step
_WORD, _LONGEST_WORD = re.compile(r"[!-~À-ɏ]{4,}"), 14
_RAGGED = 8.0  # lines do not fill their measure
_HEAD, _GAP, _STAIR, _GUTTER = 105.0, 18.0, 12.0, 28.0  # roughly, of what surrounds the boxes


class _Need(NamedTuple):
    """The widths of a step's texts, each as if on one line."""

    lane: int
    joins: bool
    """Whether it stands beside the step before."""
    does: float
    limit: float
    ways: tuple[tuple[float, float], ...]
    """Conditions, and the tags beside them."""
    longest: float
    least: float
    """What its longest word takes, and the text of the step in no more than its lines."""

    def height(self, inside: float) -> float:
        """How tall its box is at a width, or nearly so."""
        lines = _lines(self.does, inside)
        tall = LEADING * (lines + 1.0)
        if self.limit and self.does / lines + self.limit + 4 > inside:
            tall += SMALL_LEADING * _lines(self.limit, inside) + 4
        for when, sign in self.ways:
            below = sign and when + sign + BESIDE > inside
            tall += SMALL_LEADING * _lines(when, inside) + 7
            tall += SMALL_LEADING * _lines(sign, inside) + 5 if below else 0
        return tall


def lane_widths(flow: Flow, ways: Mapping[str, tuple[Edge, ...]], room: Room) -> list[float]:
    """The width of each lane's boxes: each lane is widened as long as that helps the whole."""
    needs = _needs(flow, ways)
    lanes = [[need for need in needs if need.lane == lane] for lane in range(len(flow.lanes))]
    widths = [_lane(mine, _narrow(len(lanes), room)) for mine in lanes]
    heights = [need.height(widths[need.lane]) for need in needs]
    best = _scale(needs, widths, heights, room)
    busiest_first = sorted(range(len(lanes)), key=lambda lane: -len(lanes[lane]))
    for measure, lane in product(_TRIED, busiest_first):
        if best >= 1:
            break
        inside = _lane(lanes[lane], measure)
        wider = [*widths[:lane], inside, *widths[lane + 1 :]]
        lower = _resized(needs, lane, inside, heights)
        scale = _scale(needs, wider, lower, room)
        if scale > best:
            widths, heights, best = wider, lower, scale
    return [even(_spacious(flow, lane, inside) + 2 * PAD) for lane, inside in enumerate(widths)]


def _narrow(lanes: int, room: Room) -> float:
    """What to begin with: few lanes need not be narrower than what a phone shows well."""
    enough = min(_NARROW, room.width) / lanes - 2 * PAD - _GUTTER
    return max([measure for measure in _TRIED if measure <= enough], default=_TRIED[0])


def _resized(needs: list[_Need], lane: int, inside: float, heights: list[float]) -> list[float]:
    return [
        need.height(inside) if need.lane == lane else height
        for need, height in zip(needs, heights, strict=True)
    ]


def _needs(flow: Flow, ways: Mapping[str, tuple[Edge, ...]]) -> list[_Need]:
    found: list[_Need] = []
    before: Node | None = None
    for node in flow.nodes:
        leads = before is not None and any(edge.target == node.id for edge in ways[before.id])
        joins = leads and before is not None and before.lane < node.lane
        found.append(_need(node, joins, ways[node.id]))
        before = node
    return found


def _need(node: Node, joins: bool, ways: tuple[Edge, ...]) -> _Need:
    does = width(node.text) * BODY
    limit = width(node.limit) * SMALL + BADGE if node.limit else 0
    texts = tuple(
        (
            width(edge.when) * SMALL + INDENT,
            0.0 if edge.leads == "step" else width(edge.label) * SMALL + TAG,
        )
        for edge in ways
        if edge.when
    )
    beside = does + limit if limit < _SHORT else max(does, limit / 2)
    longest = max([beside, *(when + sign + (BESIDE if sign else 0) for when, sign in texts)])
    return _Need(node.lane, joins, does, limit, texts, longest, _least(node, ways))


def _least(node: Node, ways: tuple[Edge, ...]) -> float:
    """So wide that no word is broken, and the step's text has no more than its lines."""
    least = max(width(node.text) * BODY / MOST_LINES + 15, _word(node.text) * BODY)
    for edge in ways:
        indent = INDENT if edge.when else 0
        document = width(edge.label.partition(" ")[0]) * SMALL + TAG if edge.label else 0
        least = max(least, indent + document, indent + _word(edge.when) * SMALL)
    return least


def _word(text: str) -> float:
    """The width of the longest word that is not Chinese."""
    return min(_LONGEST_WORD, max(map(width, _WORD.findall(text)), default=0))


def _lane(needs: list[_Need], measure: float) -> float:
    """The narrowest that takes no more lines than the measure does."""
    wanted = least = float(_TRIED[0])
    for need in needs:
        wanted = max(
            wanted,
            need.longest / max(1, ceil(need.longest / measure)) + _RAGGED,
            need.does / min(MOST_LINES, _lines(need.does, measure)) + _RAGGED,
        )
        least = max(least, need.least)
    return max(least, min(wanted, measure))


def _scale(needs: list[_Need], lanes: list[float], heights: list[float], room: Room) -> float:
    wide = sum(lanes) + (2 * PAD + _GUTTER) * len(lanes)
    tall, band = _HEAD, 0.0
    for need, height in zip(needs, heights, strict=True):
        if not need.joins:
            tall, band = tall + band + _GAP, height
        elif band + _STAIR > height:
            band += _STAIR
        else:
            band = height
    across = room.width / wide
    if across < _LEGIBLE and len(lanes) <= _FEW:
        across /= 2
    return min(across, room.height / (tall + band), 1.0)


def _spacious(flow: Flow, lane: int, inside: float) -> float:
    """As wide as it takes for every step's text to have no more than its lines."""
    texts = [node.text for node in flow.nodes if node.lane == lane]
    long = [text for text in texts if width(text) * BODY > inside * (MOST_LINES - 1)]
    while inside < _TRIED[-1] and any(len(wrap(text, inside / BODY)) > MOST_LINES for text in long):
        inside += BODY
    return inside


def _lines(text: float, inside: float) -> int:
    return ceil((text + _RAGGED) / inside)
