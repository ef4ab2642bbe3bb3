"""Which characters the fonts of print hold, as a table: a check says the same on every machine.

``glyphs.txt`` is made from Noto Sans CJK (``python -m tests.check.glyphs``), which all prints are
set in. Characters that draw nothing count as held.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("glyphs.txt")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def is_held(character: str) -> bool:
    """Whether the fonts have a glyph for a character, or it needs none."""
    starts, ends = _ranges()
    at = bisect_right(starts, ord(character)) - 1
    if at >= 0 and ord(character) <= ends[at]:
        return True
    return unicodedata.category(character) in _UNSEEN or is_selector(character)


def is_selector(character: str) -> bool:
    """Whether a character only chooses a form of the one before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """First and last code of each run, in order."""
    pairs = [line.partition("-") for line in TABLE.read_text("ascii").split()]
    return [int(a, 16) for a, _, _ in pairs], [int(b or a, 16) for a, _, b in pairs]
