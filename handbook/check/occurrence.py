"""Where in a source a piece of a text stands."""

from __future__ import annotations

from dataclasses import replace

from handbook.model.library import Library, Text
from handbook.source import Span


def span_of(library: Library, text: Text, start: int, piece: str) -> Span:
    """The span of ``piece``, which begins at ``start`` in a text that may hold it several times."""
    before = text.value.count(piece, 0, start)
    return library.locate(replace(text.place, needle=piece), before)
