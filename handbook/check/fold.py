"""One form for all ways of writing the same words: full and half width, capitals, both scripts.

Sought phrases and the texts they are sought in are folded alike. Nearly every character folds to
one character, so a place in the folded text is a place in the text; what is left out (markup,
blanks and line breaks between Chinese characters) is counted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from opencc import OpenCC

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, for a class of a regular expression."""

# Pairs that OpenCC keeps apart because both are Simplified, a polite form, and apostrophes.
_ALIKE = {"帐": "账", "帳": "账", "著": "着", "妳": "你", "\u2019": "'", "\u02bc": "'"}
_MARKUP = "*_~\u200b-\u200d\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_BLANK = " \t\u3000\u00a0\u2000-\u200a\u202f\u205f"
# Begins with one class of characters, for which a search skips fast.
LEFT_OUT = re.compile(
    rf"[{_MARKUP}{_BLANK}\n](?:(?<=[{_MARKUP}])[{_MARKUP}]*"
    rf"|(?<=[{HAN}]\n)[{_BLANK}]*(?=[{HAN}])"
    rf"|(?<=[{HAN}][{_BLANK}])[{_BLANK}]*\n?[{_BLANK}]*(?=[{HAN}]))"
)
_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))


class Folded:
    """A folded text that knows where each of its characters stood."""

    def __init__(self, text: str) -> None:
        table = _table()
        kept, self._places, self._shifts = [], [0], [0]
        end = shift = length = 0
        for match in LEFT_OUT.finditer(text):
            kept.append(text[end : match.start()])
            length += match.start() - end
            shift += match.end() - match.start()
            end = match.end()
            self._places.append(length)
            self._shifts.append(shift)
        kept.append(text[end:])
        self.value = "".join(kept).translate(table)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that a stretch of the folded one was; neither may be empty."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, place: int) -> int:
        return place + self._shifts[bisect_right(self._places, place) - 1]


def fold(text: str) -> str:
    """The folded form alone, with everything left in."""
    return text.translate(_table())


def pairs(held: frozenset[str]) -> str:
    """Characters, each followed by what it folds to, where that is one of these."""
    return "".join(chr(code) + other for code, other in _table().items() if other in held)


@cache
def simplified() -> dict[str, str]:
    """The Simplified form of every character that has another one."""
    return _converted("t2s")


@cache
def foreign(language: str) -> frozenset[str]:
    """Characters of the other script: those that no text in ``language`` can mean.

    A character that is also one of the script's own (乾 in 乾坤, 后 in 皇后) is not among them.
    """
    if language == "zh-Hans":
        return frozenset(sign for sign in simplified() if not _in("gb2312", sign))
    if language == "zh-Hant":
        return frozenset(sign for sign in _converted("s2t") if not _in("big5", sign))
    return frozenset()


@cache
def _table() -> dict[int, str]:
    table = {}
    script = simplified()
    for code in range(0x21, 0x10000):
        sign = chr(code)
        narrow = unicodedata.normalize("NFKC", sign).lower()
        if len(narrow) != 1:
            continue
        narrow = script.get(narrow, narrow)
        narrow = _ALIKE.get(narrow, narrow)
        if narrow != sign:
            table[code] = narrow
    return table


@cache
def converter(configuration: str) -> OpenCC:
    """OpenCC from one script to the other: ``t2s`` or ``s2t``."""
    return OpenCC(configuration)


def _converted(configuration: str) -> dict[str, str]:
    """What OpenCC makes of single characters, less those that it leaves as they are."""
    signs = [chr(code) for block in _BLOCKS for code in block]
    # A line for each, lest two neighbours be taken for a word.
    made = converter(configuration).convert("\n".join(signs)).split("\n")
    return {sign: one for sign, one in zip(signs, made, strict=True) if one != sign}


def _in(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
