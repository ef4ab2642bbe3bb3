"""The boxes of a swimlane diagram: their text is set and their size is known, not yet their place.

Everything inside a box is measured from its top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from handbook.render.diagram.flow import Edge, Leads, Node
from handbook.render.diagram.strokes import even, half, rectangle, tag
from handbook.render.measure import width, wrap

BODY, SMALL = 12, 10.5
LEADING, SMALL_LEADING = 15, 13
PAD = 9
INDENT = 11
"""Of a condition, beside its diamond."""
BADGE = 22
"""What a limit's badge is wider than its text."""
TAG = 14
"""What a tag is wider than its text."""
BESIDE = 6
"""Between a condition and a tag on the same line."""
MOST_LINES = 3
"""Of what a step does; the rest is in the step itself, to which the box leads."""


class Text(NamedTuple):
    """Lines of text: the first one's baseline, and how far apart they are."""

    x: float
    y: float
    lines: tuple[str, ...]
    leading: float = SMALL_LEADING
    style: Literal["small", "text", "link"] = "small"


class Badge(NamedTuple):
    """A time limit: a rounded rectangle with a clock and text."""

    x: float
    y: float
    width: float
    height: float
    text: Text


class Tag(NamedTuple):
    """Where a way out leads if it leaves the diagram: ``path`` is its outline."""

    path: str
    x: float
    y: float
    width: float
    height: float
    text: Text
    address: str
    leads: Leads


class Exit(NamedTuple):
    """One condition below a step; the flow goes on from its middle."""

    edge: Edge
    y: float
    height: float
    when: Text
    tag: Tag | None

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Box(NamedTuple):
    """A step, the start, an end, or a connector to another document."""

    id: str
    kind: Literal["step", "start", "end", "away"]
    lane: int
    width: float
    height: float
    head: float
    """The height without the conditions."""
    text: Text
    address: str = ""
    number: Text | None = None
    limit: Badge | None = None
    exits: tuple[Exit, ...] = ()
    outline: str = ""
    x: float = 0
    y: float = 0

    @property
    def texts(self) -> tuple[Text, ...]:
        """All but the number and the tags, which lead elsewhere, in the order of reading."""
        limit = (self.limit.text,) if self.limit else ()
        return (self.text, *limit, *(leaving.when for leaving in self.exits))

    @property
    def sign(self) -> Text | None:
        """What stands on dark: the number of a step, the word of a start or an end."""
        return self.text if self.kind in ("start", "end") else self.number

    @property
    def center(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


def step_box(node: Node, exits: Sequence[Edge], wide: float, end: str) -> Box:
    """A step with its number, its limit and its conditions; ``end`` is the word for the end."""
    lines = wrap(node.text, (wide - 2 * PAD) / BODY, MOST_LINES)
    tall = LEADING * (len(lines) + 1)
    limit = _badge(node.limit, lines, wide) if node.limit else None
    head = max(tall, limit.y + limit.height + 5) if limit else tall
    rows = _exits(exits, head, wide, end)
    left = half(13 - width(node.number, bold=True) * SMALL / 2)
    return Box(
        node.id,
        "step",
        node.lane,
        wide,
        rows[-1].y + rows[-1].height if rows else head,
        head,
        Text(PAD, 21, lines, LEADING, "text"),
        node.address,
        Text(left, 4, (node.number,)),
        limit,
        rows,
    )


def terminal(name: str, lane: int, words: str, kind: Literal["start", "end"]) -> Box:
    """The start or an end."""
    inside = even(width(words, bold=True) * SMALL + 28)
    return Box(name, kind, lane, inside, 22, 22, Text(14, 15, (words,)))


def connector(edge: Edge, lane: int, wide: float) -> Box:
    """Where a step without conditions goes on in another document."""
    lines = _label(edge.label, (wide - 2 * PAD) / SMALL)
    inside = even(_widest(lines) + 2 * PAD)
    tall = SMALL_LEADING * len(lines) + 8
    return Box(
        f"{edge.source}>",
        "away",
        lane,
        inside,
        tall,
        tall,
        Text(PAD - 2, 14.5, lines, style="link"),
        edge.address,
        outline=tag(0, 0, inside, tall),
    )


def _badge(limit: str, above: tuple[str, ...], wide: float) -> Badge:
    """Beside the last line of what the step does if there is room, otherwise below it."""
    lines = wrap(limit, (wide - 2 * PAD - BADGE + 4) / SMALL)
    inside = half(_widest(lines) + BADGE)
    y = LEADING * (len(above) + 1) - 3
    if len(lines) == 1 and width(above[-1]) * BODY + inside + 2 * PAD + 2 <= wide:
        return badge(lines, wide - PAD + 2 - inside, y - LEADING - 2, inside)
    return badge(lines, PAD - 2, y, inside)


def badge(lines: tuple[str, ...], x: float, y: float, wide: float) -> Badge:
    """A badge of a width, its text beside the clock."""
    text = Text(half(x + 15), half(y + 11), lines)
    return Badge(half(x), half(y), wide, SMALL_LEADING * len(lines) + 2, text)


def _exits(edges: Sequence[Edge], y: float, wide: float, end: str) -> tuple[Exit, ...]:
    rows: list[Exit] = []
    for edge in edges:
        rows.append(_exit(edge, y, wide - 2 * PAD - INDENT, end))
        y += rows[-1].height
    return tuple(rows)


def _exit(edge: Edge, y: float, inside: float, end: str) -> Exit:
    when = Text(PAD + INDENT, half(y + 13.5), wrap(edge.when, inside / SMALL))
    tall = SMALL_LEADING * len(when.lines) + 7
    if edge.leads == "step":
        return Exit(edge, y, tall, when, None)
    sign = _tag(edge, y + tall - 1, inside, end)
    beside = half(width(when.lines[-1]) * SMALL + BESIDE)
    if len(when.lines) == len(sign.text.lines) == 1 and beside + sign.width <= inside:
        return Exit(edge, y, tall, when, _tag(edge, y + 2.5, inside, end, beside))
    return Exit(edge, y, tall + SMALL_LEADING * len(sign.text.lines) + 5, when, sign)


def _tag(edge: Edge, y: float, inside: float, end: str, shift: float = 0) -> Tag:
    lines = _label(edge.label or end, (inside - TAG) / SMALL)
    wide, tall = half(_widest(lines) + TAG), SMALL_LEADING * len(lines) + 2
    x = PAD + INDENT + shift
    outline = tag if edge.leads == "away" else rectangle
    text = Text(x + 5, half(y + 11), lines, style="link")
    return Tag(outline(x, y, wide, tall), x, y, wide, tall, text, edge.address, edge.leads)


def _label(label: str, limit: float) -> tuple[str, ...]:
    """A document's id and title, on one line or else each on its own."""
    document, _, title = label.partition(" ")
    if not title or width(label) <= limit:
        return wrap(label, limit)
    return (*wrap(document, limit), *wrap(title, limit))


def _widest(lines: tuple[str, ...]) -> float:
    return max(width(line) for line in lines) * SMALL
