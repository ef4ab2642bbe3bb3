"""Changes to a source's text in place: comments, order and line breaks stay as they are.

Only what is asked for is touched. Positions come from the loaded file, so the text must be the one
that was loaded, with its own line breaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.load.lines import Lines
from handbook.load.node import Box, Loaded, SpanNode
from handbook.load.scalar import scalar


def with_scalar(text: str, loaded: Loaded, key: str, value: str, after: str = "id") -> str:
    """Set a key of the file's mapping to a text; a new key goes on a line below ``after``.

    Raises KeyError where neither key is there.
    """
    found = _children(loaded.spans)
    lines = Lines(text)
    if key in found:
        box: Box = found[key][1][0]
        return _put(lines, lines.offset(*box[:2]), scalar(value), lines.offset(*box[2:]))
    indent = " " * (found[after][0][1] - 1)
    below = lines.offset(found[after][1][0][2] + 1)
    return _put(lines, below, f"{indent}{key}: {scalar(value)}{lines.ending}")


def with_first(text: str, loaded: Loaded, key: str, entry: Mapping[str, str]) -> str:
    """Put a mapping before the first entry of the list under a key. Raises KeyError."""
    first: Box = _children(loaded.spans)[key][1][1][0][0]
    lines = Lines(text)
    at, start = lines.offset(*first[:2]), lines.offset(first[0])
    before = lines.text[start:at]
    listed = before.strip() == "-"
    pairs = [f"{name}: {scalar(value, flow=not listed)}" for name, value in entry.items()]
    if not listed:  # a list in one line
        return _put(lines, at, f"{{{', '.join(pairs)}}}, ")
    between = lines.ending + " " * len(before)
    return _put(lines, start, f"{before}{between.join(pairs)}{lines.ending}")


def _put(lines: Lines, start: int, words: str, end: int | None = None) -> str:
    """The whole text with words in place of what is between two offsets, or at one."""
    text = lines.text
    return lines.mark + text[:start] + words + text[start if end is None else end :]


def _children(spans: SpanNode) -> dict[str, Any]:
    children = spans[1]
    return children if isinstance(children, dict) else {}
