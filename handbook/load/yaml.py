"""Strict YAML: plain data with the position of everything, and no value that surprises.

The parser's events are composed here rather than by PyYAML's constructors, so that duplicate keys,
aliases, tags and values that YAML 1.1 silently turns into something else are seen with their place.
Plain scalars follow YAML 1.2's core schema, less what an author could not have meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from handbook.diagnostics import Problem
from handbook.load import syntax
from handbook.load.node import START, Box, Parsed, SpanNode
from handbook.load.text import hidden
from handbook.source import Span

_LOADER = syntax.LOADER
MAX_DEPTH = 12
MAX_NODES = 100_000

_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_FIRST = frozenset("0123456789+-.yYnNoO")
"""What a number or a word of :data:`_SURPRISE` can begin with."""
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+$")
# Plain scalars that some YAML reader turns into something else than is written: 1.1's booleans,
# sexagesimal and octal numbers; a decimal that ends in nought (3.10 becomes 3.1), which is nearly
# always meant as a version; digit groups, exponents, infinities, numbers past all precision.
_SURPRISE = re.compile(
    r"(?P<switch>yes|no|on|off|y|n)$"
    r"|(?P<time>[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?)$"
    r"|(?P<nought>[-+]?0[0-9_]+)$"
    r"|(?P<decimal>[-+]?[0-9]+\.[0-9]*0)$"
    r"|(?P<number>0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?"
    r"|[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)e[-+]?[0-9]+|[-+]?\.(inf|nan)"
    r"|[-+]?\.[0-9]+|[-+]?[0-9]+\.|[-+]?[0-9]{17,}(\.[0-9]*)?)$",
    re.IGNORECASE,
)


def load(file: str, text: str, first_line: int = 1) -> Parsed:
    """Compose ``text``; ``first_line`` is where it starts in the file (front matter)."""
    composer = _Composer(file, first_line - 1, text)
    try:
        data, spans = composer.document()
    except _Stop:
        data, spans = None, (START, None)
    except yaml.MarkedYAMLError as error:
        composer.problems.append(syntax.problem(file, error, first_line - 1, text))
        data, spans = None, (START, None)
    except yaml.YAMLError as error:  # a character that the reader refuses
        composer.problems.append(Problem("FMT03", Span(file, first_line), {"detail": str(error)}))
        data, spans = None, (START, None)
    return Parsed(data, spans, tuple(composer.problems))


class _Stop(Exception):  # noqa: N818 - it is no error, and never leaves this module
    """The file is beyond what can be composed; the problem is recorded already."""


class _Composer:
    """Builds values and spans from the parser's events. Runs for every value: mind the cost."""

    def __init__(self, file: str, shift: int, text: str) -> None:
        self.file = file
        self.shift = shift + 1
        self.problems: list[Problem] = []
        self.nodes = 0
        self.text = text
        self.next: Callable[[], Any] = lambda: None

    def document(self) -> tuple[Any, SpanNode]:
        self.next = _LOADER(self.text).get_event
        self.next()  # stream start
        if self.next().__class__ is yaml.StreamEndEvent:
            return None, (START, None)
        value, spans = self.node(self.next(), 0)
        self.next()  # document end
        event = self.next()
        if event.__class__ is not yaml.StreamEndEvent:
            self.report("FMT03", self.box(event), why="several")
            raise _Stop
        return value, spans

    def node(self, event: Any, depth: int) -> tuple[Any, SpanNode]:
        box = self.box(event)
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            self.report("FMT10", box, depth=MAX_DEPTH, nodes=MAX_NODES)
            raise _Stop
        if event.anchor or event.__class__ is yaml.AliasEvent or event.tag is not None:
            self.unwanted(event, box)
        if event.__class__ is yaml.ScalarEvent:
            return self.scalar(event, box), (box, None)
        if event.__class__ is yaml.SequenceStartEvent:
            return self.sequence(box, depth)
        if event.__class__ is yaml.MappingStartEvent:
            return self.mapping(box, depth, flow=bool(event.flow_style))
        return None, (box, None)

    def unwanted(self, event: Any, box: Box) -> None:
        """Report anchors, aliases and tags."""
        if event.anchor:
            why = "alias" if isinstance(event, yaml.AliasEvent) else "anchor"
            self.report("FMT05", box, name=event.anchor, why=why)
        if getattr(event, "tag", None) is not None:
            self.report("FMT06", box, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def sequence(self, box: Box, depth: int) -> tuple[Any, SpanNode]:
        values: list[Any] = []
        spans: list[SpanNode] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            value, span = self.node(event, depth + 1)
            values.append(value)
            spans.append(span)
        return values, (box, spans)

    def mapping(self, box: Box, depth: int, *, flow: bool) -> tuple[Any, SpanNode]:
        values: dict[str, Any] = {}
        spans: dict[str, tuple[Box, SpanNode]] = {}
        next_item = False
        while (event := self.next()).__class__ is not yaml.MappingEndEvent:
            key_box = self.box(event)
            if event.__class__ is not yaml.ScalarEvent or event.anchor or event.tag is not None:
                self.key(event, key_box)
            key = event.value
            value, span = self.node(self.next(), depth + 1)
            if key in values:
                head = next(iter(spans))
                if not next_item or key == head:
                    next_item = self.repeats(key, key_box, head, spans[key][0])
                continue
            if value is None and not flow and span[0][:2] == span[0][2:]:
                self.report("FMT27", key_box, key=key, why="nothing")
            values[key] = value
            spans[key] = (key_box, span)
        return values, (box, spans)

    def repeats(self, key: str, box: Box, head: str, first: Box) -> bool:
        """Report a key that its mapping has already; whether it seems to begin the next item.

        What begins a list's entry comes again where the dash before the next one was forgotten:
        then all keys that follow are repeated, which is told once.
        """
        row = self.text.split("\n")[first[0] - self.shift][: first[1] - 1]
        is_item = key == head and row.rstrip().endswith("-")
        self.report("FMT04", box, key=key, line=first[0], why="item" if is_item else "")
        return is_item

    def key(self, event: Any, box: Box) -> None:
        """Report a key that is more than a word; stop where it is none at all."""
        self.unwanted(event, box)
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self.report("FMT03", box, why="complex_key")
            raise _Stop

    def scalar(self, event: Any, box: Box) -> str | float | bool | None:
        text: str = event.value
        if event.style:  # quoted or block: a text, whatever it looks like
            for character in hidden(text) if event.style == '"' else ():  # written as an escape
                self.report("FMT02", box, character=character)
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in _FIRST:
            return text
        if match := _SURPRISE.match(text):
            self.report("FMT07", box, value=text[:40], why=match.lastgroup)
        elif _INT.match(text):
            return int(text)
        elif _FLOAT.match(text):
            return float(text)
        return text

    def box(self, event: Any) -> Box:
        start, end = event.start_mark, event.end_mark
        shift = self.shift
        return (start.line + shift, start.column + 1, end.line + shift, end.column + 1)

    def report(self, code: str, box: Box, **args: object) -> None:
        self.problems.append(Problem(code, Span(self.file, *box), args))
