"""The order of an index: Simplified Chinese by pinyin, Traditional by strokes, the rest by letter.

Strokes are read off Big5: the standard lists its characters in two planes, each by the number of
their strokes, and Python knows its codes. A character that it lacks stands behind all others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from handbook.render.pinyin import toned

_IGNORED = re.compile(r"^[^\w]+")
_FIGURES = "0\u20139"
_LAST = 99
# The first code of each number of strokes, in the plane of common and in that of rarer characters.
_COMMON = (
    (0xA440, 1), (0xA442, 2), (0xA454, 3), (0xA4A1, 4), (0xA4FE, 5), (0xA5E0, 6), (0xA6EA, 7),
    (0xA8C3, 8), (0xAB45, 9), (0xADBC, 10), (0xB0AE, 11), (0xB3C3, 12), (0xB6C3, 13), (0xB9AC, 14),
    (0xBBF5, 15), (0xBEA7, 16), (0xC075, 17), (0xC24F, 18), (0xC35F, 19), (0xC455, 20),
    (0xC4D7, 21), (0xC56B, 22), (0xC5C8, 23), (0xC5F1, 24), (0xC655, 25), (0xC665, 26),
    (0xC66C, 27), (0xC676, 28), (0xC679, 29), (0xC67C, 30), (0xC67D, 31), (0xC67E, 32),
)  # fmt: skip
_RARE = (
    (0xC940, 2), (0xC945, 3), (0xC94D, 4), (0xC95D, 5), (0xC9AB, 6), (0xCA5A, 7), (0xCBB1, 8),
    (0xCDDD, 9), (0xD0C8, 10), (0xD44B, 11), (0xD851, 12), (0xDCB1, 13), (0xE0F0, 14),
    (0xE4E6, 15), (0xE8F4, 16), (0xECB9, 17), (0xEFB7, 18), (0xF1EB, 19), (0xF3FD, 20),
    (0xF5C0, 21), (0xF6D6, 22), (0xF7D0, 23), (0xF8A5, 24), (0xF8EE, 25), (0xF96B, 26),
    (0xF9A2, 27), (0xF9BA, 28), (0xF9C6, 29),
)  # fmt: skip
_COMMON_END, _RARE_END = 0xC67E, 0xF9D5


@dataclass(frozen=True, slots=True)
class Collated:
    """Where a label stands in an index: under which head, and what it is sorted by."""

    head: str
    """A letter, ``0–9``, or a number of strokes."""
    key: tuple[object, ...]


def collated(label: str, language: str, pinyin: str = "") -> Collated:
    """The place of a label; ``pinyin`` is how it reads where the library errs."""
    text = _IGNORED.sub("", label).lower()
    if text[:1].isdigit():
        return Collated(_FIGURES, (0, "", text))
    if text[:1].isascii():
        return Collated(text[:1].upper(), (1, text[:1], (), text))
    if language == "zh-Hant":
        counts = tuple((strokes(character), character) for character in text)
        return Collated(str(counts[0][0]), (2, "", counts, text))
    read = pinyin.split() or toned(text)
    sounds = tuple((syllable.rstrip("12345"), syllable) for syllable in map(str.lower, read))
    letter = sounds[0][0][:1]
    return Collated(letter.upper(), (1, letter, sounds, text))


def strokes(character: str) -> int:
    """The number of strokes of a Traditional character; 99 where it is not known."""
    try:
        code = int.from_bytes(character.encode("big5"))
    except UnicodeEncodeError:
        return _LAST
    if _COMMON[0][0] <= code <= _COMMON_END:
        return _of(_COMMON, code)
    return _of(_RARE, code) if _RARE[0][0] <= code <= _RARE_END else _LAST


def _of(starts: tuple[tuple[int, int], ...], code: int) -> int:
    return starts[bisect_right(starts, (code, _LAST)) - 1][1]
