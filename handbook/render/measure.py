"""How wide text is, in em, without a font engine, and where its lines may break.

Widths are the advances of Noto Sans CJK SC, rounded up a little so that a substitute font fits too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# U+0020 to U+007E in thousandths of an em.
_LATIN = (
    "224 323 474 555 555 921 680 278 338 338 467 555 278 347 278 392 555 555 555 555 555 555 555"
    " 555 555 555 278 278 555 555 555 474 946 608 657 638 688 589 552 689 728 293 535 646 543 812"
    " 723 742 633 742 635 596 599 721 575 878 573 531 603 338 392 338 555 559 606 563 618 510 620"
    " 554 325 564 607 275 275 552 284 926 610 606 620 620 388 468 377 607 521 802 498 521 475 338"
    " 270 338 555"
)
_SPARE, _BOLD = 1.04, 1.1  # bold Latin is wider; Chinese is always one em


class _Advances(dict[str, float]):
    """The width of every character; those that are asked for are added."""

    def __init__(self, factor: float) -> None:
        advances = (int(width) / 1000 * factor for width in _LATIN.split())
        super().__init__(zip(map(chr, range(32, 127)), advances, strict=True))

    def __missing__(self, char: str) -> float:
        wide = unicodedata.east_asian_width(char) in "WFA"
        self[char] = 0.0 if unicodedata.combining(char) else 1.0 if wide else 0.62
        return self[char]


_REGULAR, _HEAVY = _Advances(_SPARE), _Advances(_BOLD)

# Kinsoku: what must not end a line, and what must not begin one.
_OPENING = r"(\[{（［｛〈《「『【〔〖‘“$¥￥£€#"
_CLOSING = r")\]}）］｝〉》」』】〕〗’”、。，．；：！？,.;:!?%‰°℃·・…—–～~"
_LATIN_WORD = r"[0-9A-Za-zÀ-ɏ'_@&+=]+"
_UNIT = (
    r"(?:[个個]?工作日|分[钟鐘]|小[时時]|[个個]?月|[个個]?季度|[课課][时時]|秒|天|[周週]|年|次"
    r"|件|元|[声聲]|[题題]|家|[级級]|人|分)"
)
_ID = r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+"
# What stays together: the id of a document, an amount with its unit, a word up to its hyphen.
_ATOM = re.compile(
    rf"[{_OPENING}]*(?:{_ID}|\d[\d.,–～]*\s?{_UNIT}|{_LATIN_WORD}[-/]?|\S)[{_CLOSING}]*\s*",
    re.DOTALL,
)
_STEP = 0.5


def width(text: str, bold: bool = False) -> float:
    """The width of a line in em."""
    return sum(map((_HEAVY if bold else _REGULAR).__getitem__, text))


@lru_cache(maxsize=4096)
def wrap(text: str, limit: float, most: int = 0, bold: bool = False) -> tuple[str, ...]:
    """Lines of at most ``limit`` em, of nearly equal length; joined they are the text again.

    Spaces stay at the ends of lines, where they show nothing. With ``most`` the text is cut after
    so many lines, with an ellipsis.
    """
    text = " ".join(text.split())
    whole = width(text, bold)
    if whole <= limit:
        return (text,)
    atoms = [(atom, width(atom, bold)) for atom in _atoms(text, limit, bold)]
    lines = _fill(atoms, limit)
    if most and len(lines) > most:
        return (*lines[: most - 1], _cut("".join(lines[most - 1 :]), limit, bold))
    return _balanced(atoms, lines, whole / len(lines), limit)


def _atoms(text: str, limit: float, bold: bool) -> list[str]:
    """The unbreakable pieces; one that is wider than a line falls apart into characters."""
    atoms: list[str] = []
    for atom in _ATOM.findall(text):
        if len(atom) > 1 and width(atom.rstrip(), bold) > limit:
            atoms.extend(atom)
        else:
            atoms.append(atom)
    return atoms


def _fill(atoms: list[tuple[str, float]], limit: float) -> tuple[str, ...]:
    lines: list[str] = []
    line, used = "", 0.0
    for atom, wide in atoms:
        if used + wide > limit and line and used + width(atom.rstrip()) > limit:
            lines.append(line)
            line, used = "", 0.0
        line += atom
        used += wide
    return (*lines, line)


def _balanced(
    atoms: list[tuple[str, float]], lines: tuple[str, ...], tight: float, limit: float
) -> tuple[str, ...]:
    """The same number of lines, but none left with a single character."""
    while tight < limit:
        tried = _fill(atoms, tight)
        if len(tried) == len(lines):
            return tried
        tight += _STEP
    return lines


def _cut(text: str, limit: float, bold: bool) -> str:
    while text and width(text, bold) + 1 > limit:
        text = text[:-1]
    return text.rstrip() + "…"
