"""A line of a source as a terminal shows it, and the marks right below a part of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_TAB = "    "
_CUT = "..."
_LEAD = 24
"""So many columns before the marked part stay where a line must be cut."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line, cut to the width, and how many columns lie before and below the marked part."""

    line: str
    before: int
    marked: int


def excerpt(row: str, start: int, end: int, width: int) -> Excerpt:
    """Show ``row``, marked from character ``start`` to ``end`` (from nought, exclusive)."""
    shown, widths, whole = _measured(row)
    start = min(start, len(shown))
    end = max(min(end, len(shown)), start)
    first, last = (0, len(widths)) if whole <= width else _window(widths, start, end, width)
    head = _CUT if first > 0 else ""
    tail = _CUT if last < len(shown) else ""
    before = len(head) + sum(widths[first:start])
    marked = sum(widths[start : min(end, last)])
    return Excerpt(head + "".join(shown[first:last]) + tail, before, max(marked, 1))


@lru_cache(maxsize=4)
def _measured(row: str) -> tuple[list[str], list[int], int]:
    """What is shown of each character, its columns, and all columns: a line may have many marks."""
    shown = [visible(sign) for sign in row]
    widths = [columns(sign) for sign in shown]
    return shown, widths, sum(widths)


def _window(widths: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """The stretch to show of a line that does not fit: the marked part with some lead."""
    room = max(width - 2 * len(_CUT), 1)
    lead = max(min(_LEAD, room - sum(widths[start:end])), min(_LEAD, room) // 4)
    first = start
    while first > 0 and lead >= widths[first - 1]:
        first -= 1
        lead -= widths[first]
    last, used = first, 0
    while last < len(widths) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    while first > 0 and used + widths[first - 1] <= room:  # the line's end left room
        first -= 1
        used += widths[first]
    return first, last


def columns(text: str) -> int:
    """How many columns a text takes in a terminal; full-width signs take two."""
    return sum(map(_width, text))


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def visible(sign: str) -> str:
    """A character as it may be shown: nothing that moves, hides or turns the line."""
    if sign == "\t":
        return _TAB
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp") and sign != "\u200d":
        return f"<U+{ord(sign):04X}>"
    return sign


def plain(text: str) -> str:
    """A text without anything that a terminal would carry out."""
    return "".join(visible(sign) if sign != "\n" else " " for sign in text)


def gutter(lines: Iterable[int]) -> int:
    """The width of the column of line numbers."""
    return max((len(str(line)) for line in lines), default=1)
