"""Other data in place of a source's own, with as few changes to its text as say it.

Comments, the order of keys, line breaks and the style of lists stay as they are; only what differs
is written anew. Entries of lists that stay as they are keep their lines when others come or go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from handbook.load.lines import Lines
from handbook.load.node import Box, Loaded, SpanNode
from handbook.load.scalar import block, one_line, pairs, scalar

_CLOSING = re.compile(r"(?:[\s,]|#[^\n]*)*[\]}]")
_OPENING = ("[", "{")


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def with_data(text: str, loaded: Loaded, data: Any) -> str:
    """``text``, as it was loaded, so changed that it holds ``data``."""
    lines = Lines(text)
    rewriter = _Rewriter(lines)
    rewriter.value(loaded.spans, loaded.data, data, 0)
    return lines.mark + rewriter.result()


class _Rewriter:
    """Collects edits of a text; none of them lies in another."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.text = lines.text
        self.edits: list[_Edit] = []
        self.ending = lines.ending

    def result(self) -> str:
        parts, at = [], 0
        for edit in sorted(self.edits, key=lambda edit: (edit.start, edit.end)):
            parts += [self.text[at : edit.start], edit.text]
            at = edit.end
        return "".join([*parts, self.text[at:]])

    def put(self, start: int, end: int, text: str) -> None:
        self.edits.append(_Edit(start, end, text.replace("\n", self.ending)))

    def value(self, node: SpanNode, old: Any, new: Any, indent: int) -> None:
        """Change a value; lines of its own start in column ``indent``, which is 0 in brackets."""
        if same(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            self.mapping(node, old, new)
        elif isinstance(old, list) and isinstance(new, list) and old and new:
            self.sequence(node, old, new)
        else:
            self.replace(node, new, indent)

    def replace(self, node: SpanNode, new: Any, indent: int) -> None:
        start, end = self.start(node), self.end(node)
        rest = self.text[end : self.line_end(end)].strip()
        if isinstance(new, str) and "\n" in new and not rest and indent:
            self.put(start, end, block(new, indent, below=True).lstrip(" "))
        else:
            self.put(start, end, scalar(new, flow=not indent) if _single(new) else one_line(new))

    def mapping(self, node: SpanNode, old: dict[str, Any], new: dict[str, Any]) -> None:
        children = node[1]
        names = list(children)
        kept = [name for name in names if name in new]
        flow = self.opens(node)
        first = self.offset(children[names[0]][0])
        indent = first - self.line_start(first)
        for name in kept:
            self.value(children[name][1], old[name], new[name], 0 if flow else indent + 2)
        self.take_out(
            [(self.offset(children[name][0]), self.end(children[name][1])) for name in names],
            [name in new for name in names],
            flow=flow,
        )
        for anchor, added in _added(new, kept):
            at = self.end(children[anchor][1])
            if flow:
                self.put(at, at, f", {one_line(added)[1:-1]}")
            else:
                at = self.line_end(at)
                self.put(at, at, f"\n{' ' * indent}{pairs(added, indent)}")

    def sequence(self, node: SpanNode, old: list[Any], new: list[Any]) -> None:
        places = [(self.start(child), self.end(child)) for child in node[1]]
        flow = self.opens(node)
        kept = [False] * len(old)
        anchor, added = -1, dict[int, list[Any]]()
        for before, after in _paired(old, new):
            if before is None:
                added.setdefault(anchor, []).append(new[after or 0])
            elif after is not None:
                kept[before], anchor = True, before
                column = places[before][0] - self.line_start(places[before][0])
                self.value(node[1][before], old[before], new[after], 0 if flow else column)
        self.take_out(places, kept, flow=flow)
        for number, entries in added.items():
            self.insert(places, number, entries, flow=flow)

    def insert(
        self, places: Sequence[tuple[int, int]], after: int, entries: list[Any], *, flow: bool
    ) -> None:
        """Put entries behind the one numbered ``after``; behind -1 is before the first."""
        first = places[max(after, 0)][0]
        if flow:
            words = one_line(entries)[1:-1]
            at = first if after < 0 else places[after][1]
            self.put(at, at, f"{words}, " if after < 0 else f", {words}")
            return
        lead = self.text[self.line_start(first) : first]
        column = len(lead)
        lines = "\n".join(lead + block(one, column, below=False).lstrip(" ") for one in entries)
        if after < 0:
            at = self.line_start(first)
            self.put(at, at, f"{lines}\n")
        else:
            at = self.line_end(places[after][1])
            self.put(at, at, f"\n{lines}")

    def take_out(
        self, places: Sequence[tuple[int, int]], kept: Sequence[bool], *, flow: bool
    ) -> None:
        """Delete members of a list or mapping; at least one of them is kept."""
        first = kept.index(True)
        if first:
            self.put(places[0][0], places[first][0], "")
        for number in range(first + 1, len(places)):
            start, end = places[number]
            if kept[number]:
                continue
            if flow:
                self.put(places[number - 1][1], end, "")
            else:
                self.put(self.line_start(start), self.line_end(end) + len(self.ending), "")

    def opens(self, node: SpanNode) -> bool:
        return self.text[self.start(node)] in _OPENING

    def start(self, node: SpanNode) -> int:
        return self.offset(node[0])

    def end(self, node: SpanNode) -> int:
        """Where a value's last sign is; positions of what is larger tell their beginning only."""
        box, children = node
        if children is None:
            start, end = self.offset(box), self.lines.offset(*box[2:])
            return start + len(self.text[start:end].rstrip("\r\n")) if end > start else end
        below = (
            [child[1] for child in children.values()] if isinstance(children, dict) else children
        )
        if not self.opens(node):
            return self.end(below[-1])
        after = self.end(below[-1]) if below else self.start(node) + 1
        closing = _CLOSING.match(self.text, after)
        return closing.end() if closing else after

    def offset(self, box: Box) -> int:
        return self.lines.offset(*box[:2])

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the line ends that a place is in, before its line break."""
        found = re.compile(r"[^\r\n]*").match(self.text, at)
        return found.end() if found else at


def same(old: Any, new: Any) -> bool:
    """Whether two values are the same to a reader of YAML: 1 is no ``true``, but it is 1.0."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    return isinstance(old, bool) == isinstance(new, bool) and bool(old == new)


def _single(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _added(new: Mapping[str, Any], kept: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """New keys by the kept one that they follow; those that come first follow the first."""
    anchor = kept[0]
    found: dict[str, dict[str, Any]] = {}
    for name, value in new.items():
        if name in kept:
            anchor = name
        else:
            found.setdefault(anchor, {})[name] = value
    yield from found.items()


def _paired(old: list[Any], new: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Places of two lists that belong together; None for what is gone, or new."""
    a, b = list(map(_known_by, old)), list(map(_known_by, new))
    for _, i, j, first, end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        at = first
        for before in range(i, j):
            fitting = range(at, end - (j - before - 1)) or range(at, min(at + 1, end))
            after = max(fitting, key=lambda n: _likeness(a[before], b[n]), default=end)
            yield from ((None, n) for n in range(at, after))
            yield before, after if after < end else None
            at = after + 1
        yield from ((None, n) for n in range(at, end))


def _known_by(entry: Any) -> str:
    """What tells an entry of a list from the others."""
    return repr(entry["id"] if isinstance(entry, dict) and "id" in entry else entry)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio()
