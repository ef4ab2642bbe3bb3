"""Where text comes from: files below the project, and positions in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The way from a file's root to a value: mapping keys and sequence indices."""


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of a source file; lines and columns count from 1, in characters, end exclusive.

    ``inside`` names the place in a file that is no text: its cell ``话术!D12``, a paragraph.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    inside: str = ""


class Place(NamedTuple):
    """A value by its route; the span is looked up only when a finding is built.

    ``needle`` narrows the span to one occurrence of a piece of text inside a scalar, ``key``
    points at the mapping key rather than at its value.
    """

    file: str
    route: Route = ()
    needle: str = ""
    key: bool = False
