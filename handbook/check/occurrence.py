"""Where in a source a piece of a text stands."""

from __future__ import annotations

from functools import lru_cache

from handbook.diagnostics import Problem
from handbook.model.library import Library, Text
from handbook.source import Span

_MARGINS = (8, 3, 1)
"""So many characters on both sides are looked for with a piece, to know it from others alike."""


def span_of(library: Library, text: Text, start: int, piece: str) -> Span:
    """The span of ``piece``, which begins at ``start`` in a text that may hold it several times."""
    before = text.value.count(piece, 0, start)
    return library.locate(text.place._replace(needle=piece), before)


def exact_span(library: Library, text: Text, start: int, end: int) -> tuple[Span, bool]:
    """The span of a piece, and whether the source has the very same characters around it there.

    A source may write a text in another way than it reads (escapes, folded lines): then the span
    is the best one known, and nothing may be written over it.
    """
    value = text.value
    rows = _rows(library.sources.get(text.place.file, ""))
    for margin in _MARGINS:
        first = max(value.rfind("\n", 0, start) + 1, start - margin)
        stop = value.find("\n", end)
        last = min(stop if stop >= 0 else len(value), end + margin)
        around = value[first:last]
        if "\n" in around or last - first == end - start < len(value):
            continue
        at = span_of(library, text, first, around)
        line = rows[at.line - 1] if at.line <= len(rows) else ""
        if at.line == at.end_line and line[at.column - 1 : at.end_column - 1] == around:
            column = at.column + start - first
            return Span(at.file, at.line, column, at.line, column + end - start), True
    return span_of(library, text, start, value[start:end].split("\n")[0]), False


@lru_cache(maxsize=16)
def _rows(source: str) -> tuple[str, ...]:
    return tuple(source.split("\n"))


def mendable(
    library: Library, code: str, found: tuple[Text, int, int], new: str, args: dict[str, object]
) -> Problem:
    """A problem of a piece of a text, with its fix where the place is certain."""
    text, start, end = found
    at, exact = exact_span(library, text, start, end)
    return Problem(code, at, args, fix=new if exact else None)
