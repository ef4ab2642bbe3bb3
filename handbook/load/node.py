"""A loaded file: plain data beside the spans of everything in it."""

from __future__ import annotations

import json
import marshal
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from handbook.diagnostics import Problem
from handbook.source import Place, Route, Span

Box = tuple[int, int, int, int]
"""Line, column, end line, end column; all from 1."""

# A node is ``(box, children)``: children is None for a scalar, a list of nodes for a sequence, a
# dict of key -> (box of the key, node) for a mapping. Plain tuples, so that marshal can store them.
SpanNode = tuple[Box, Any]

START: Box = (1, 1, 1, 1)


class Parsed(NamedTuple):
    """What a parser makes of a text. Without data the problems say why."""

    data: Any
    spans: SpanNode
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One source file as data with positions, and what was wrong with its form.

    Both are kept packed: of a thousand files a check needs the data once, as JSON, and the
    positions of few.
    """

    file: str
    json: bytes
    """The data; ``null`` where nothing could be read."""
    packed: bytes
    problems: tuple[Problem, ...] = field(default=())

    @classmethod
    def of(cls, file: str, parsed: Parsed) -> Loaded:
        """Pack what was parsed."""
        data = json.dumps(parsed.data, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(file, data, marshal.dumps(parsed.spans), parsed.problems)

    @property
    def data(self) -> Any:
        return json.loads(self.json)

    @property
    def spans(self) -> SpanNode:
        return _unpack(self.packed)

    def locate(self, place: Place, text: str, nth: int = 0) -> Span:
        """Resolve a place to the narrowest span known; ``text`` is the file's text.

        ``nth`` counts the occurrences of the needle from nought; past the last it stays there.
        """
        box = _find(self.spans, place.route, key=place.key)
        if place.needle:
            box = _narrow(box, place.needle, _lines(text), nth)
        return Span(self.file, *box)


def _find(node: SpanNode, route: Route, *, key: bool) -> Box:
    """The box of a key, of a scalar, or of the first key or entry of what is larger."""
    box, children = node
    for depth, part in enumerate(route):
        last = depth == len(route) - 1
        if isinstance(children, dict) and part in children:
            key_box, (box, below) = children[part]
            if last and key:
                return key_box  # type: ignore[no-any-return]
            children = below
        elif isinstance(children, list) and isinstance(part, int) and part < len(children):
            box, children = children[part]
        else:
            break
    if isinstance(children, dict) and children:
        return next(iter(children.values()))[0]  # type: ignore[no-any-return]
    return box


@lru_cache(maxsize=16)
def _unpack(packed: bytes) -> SpanNode:
    return marshal.loads(packed)  # type: ignore[no-any-return]  # noqa: S302 - packed above


@lru_cache(maxsize=16)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def _narrow(box: Box, needle: str, lines: tuple[str, ...], nth: int) -> Box:
    line, column, end_line, end_column = box
    found = box
    for number in range(line, min(end_line, len(lines)) + 1):
        row = lines[number - 1]
        last = end_column - 1 if number == end_line else len(row)
        at = row.find(needle, column - 1 if number == line else 0, last)
        while at >= 0:
            found = (number, at + 1, number, at + 1 + len(needle))
            if nth == 0:
                return found
            nth -= 1
            at = row.find(needle, at + len(needle), last)
    return found
