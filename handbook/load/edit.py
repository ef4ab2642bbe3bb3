"""Changes to a source's text in place: comments, order and line breaks stay as they are.

Only what is asked for is touched. Positions come from the loaded file, so the text must be the one
that was loaded, with its own line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handbook.load.node import Box, Loaded, SpanNode
from handbook.load.scalar import scalar


def with_scalar(text: str, loaded: Loaded, key: str, value: str, after: str = "id") -> str:
    """Set a key of the file's mapping to a text; a new key goes on a line below ``after``.

    Raises KeyError where neither key is there.
    """
    found = _children(loaded.spans)
    if key in found:
        return _replaced(text, found[key][1][0], scalar(value))
    box: Box = found[after][1][0]
    lines = _lines(text)
    indent = " " * (found[after][0][1] - 1)
    lines.insert(box[2], f"{indent}{key}: {scalar(value)}{_ending(lines)}")
    return "".join(lines)


def with_first(text: str, loaded: Loaded, key: str, entry: Mapping[str, str]) -> str:
    """Put a mapping before the first entry of the list under a key. Raises KeyError."""
    first: Box = _children(loaded.spans)[key][1][1][0][0]
    line, column = first[0], first[1]
    lines = _lines(text)
    before = lines[line - 1][: column - 1]
    listed = before.strip() == "-"
    pairs = [f"{name}: {scalar(value, flow=not listed)}" for name, value in entry.items()]
    if listed:
        indent = " " * (column - 1)
        block = before + f"{_ending(lines)}{indent}".join(pairs) + _ending(lines)
        lines.insert(line - 1, block)
    else:  # a list in one line
        rest = lines[line - 1][column - 1 :]
        lines[line - 1] = f"{before}{{{', '.join(pairs)}}}, {rest}"
    return "".join(lines)


def _replaced(text: str, box: Box, value: str) -> str:
    lines = _lines(text)
    line, column, end_line, end_column = box
    head, tail = lines[line - 1][: column - 1], lines[end_line - 1][end_column - 1 :]
    lines[line - 1 : end_line] = [head + value + tail]
    return "".join(lines)


def _children(spans: SpanNode) -> dict[str, Any]:
    children = spans[1]
    return children if isinstance(children, dict) else {}


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def _ending(lines: list[str]) -> str:
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
