"""Numbers that belong to a person: how they are told from others, and from plain examples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import Any, NamedTuple

from handbook.check.rule import Context
from handbook.diagnostics import Problem
from handbook.model.library import Library
from handbook.source import Span

_SIGNS = r" \t\u00a0\u3000\-－‐-—·•"
BETWEEN = f"[{_SIGNS}]"
"""One sign between groups of a number: a blank or dash of any width, as programs set them."""
_SEPARATORS = re.compile(r"[\s\-－‐-—·•.()（）]")
# Seven digits or more, less plain dates; begins with one class, for which a search skips fast.
_NUMBER = re.compile(
    r"[0-9０-９](?<![0-9０-９].)(?!(?<=2)0[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-]))"
    rf"(?:[{_SIGNS}()（）]{{0,2}}[0-9０-９]){{6,}}"
)
_RUN = 4
_FEW = 2
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_DIGITS = "10X98765432"
_ID_LONG, _ID_SHORT = 18, 15
# The first two digits of a division code (GB/T 2260).
_PROVINCES = frozenset({
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
    "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
    "65", "71", "81", "82", "83", "91",
})  # fmt: skip
# The letters' values in Taiwan's identity numbers.
_TAIWAN = {letter: 10 + place for place, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}
_CHECK = 11
_CARD_BASE = 10


# What a page does not show between two digits: marks of Markdown, and what chooses a sign's shape.
_DISGUISE = re.compile(
    r"[*_~`\ufe00-\ufe0f&](?:(?<=[0-9０-９].)|(?<=[0-9０-９][ \-－].))"
    r"(?:(?<!&)|#?[0-9A-Za-z]{1,31};)"
    r"(?:[*_~`\ufe00-\ufe0f]|&#?[0-9A-Za-z]{1,31};)*(?=[ \-－]?[0-9０-９])"
)


class Line(NamedTuple):
    """A line of a source; ``number`` counts from 1."""

    file: str
    number: int
    text: str
    places: Sequence[int] = ()
    """Where each character stood, if something was left out of the line."""


def numbered_lines(context: Context) -> tuple[Line, ...]:
    """The lines of all sources, comments and all, that hold a number of seven digits or more."""
    return tuple(
        line
        for file, source in context.library.sources.items()
        for line in chain(_lines(file, source, _NUMBER), _disguised(file, source))
    )


def _disguised(file: str, source: str) -> Iterator[Line]:
    """The lines in which a number comes to light once what a page does not show is left out."""
    for line in _lines(file, source, _DISGUISE):
        left_out = {
            place for match in _DISGUISE.finditer(line.text) for place in range(*match.span())
        }
        places = [place for place in range(len(line.text)) if place not in left_out]
        text = "".join(line.text[place] for place in places)
        if _NUMBER.search(text):
            yield line._replace(text=text, places=places)


def lines_with(library: Library, pattern: re.Pattern[str], *words: str) -> Iterator[Line]:
    """The lines that a pattern matches in, looked for in sources with one of these words only."""
    for file, source in library.sources.items():
        if any(word in source for word in words):
            yield from _lines(file, source, pattern)


def _lines(file: str, source: str, pattern: re.Pattern[str]) -> Iterator[Line]:
    end = -1
    number = 1
    for match in pattern.finditer(source):
        if match.start() < end:
            continue
        start = source.rfind("\n", 0, match.start()) + 1
        number += source.count("\n", max(end, 0), start)
        end = source.find("\n", match.end())
        end = len(source) if end < 0 else end
        yield Line(file, number, source[start:end])


def search(lines: Iterable[Line], pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """Every match in some lines, with its characters made narrow; its group ``number`` counts."""
    for line in lines:
        for match in pattern.finditer(line.text):
            start, end = match.span("number")
            if line.places:
                start, end = line.places[start], line.places[end - 1] + 1
            span = Span(line.file, line.number, start + 1, line.number, end + 1)
            yield narrow(match["number"]), span


def narrow(text: str) -> str:
    """Full-width digits and letters as plain ones."""
    return unicodedata.normalize("NFKC", text)


def bare(number: str) -> str:
    """A number without the blanks, dashes and brackets that it is written with."""
    return _SEPARATORS.sub("", number).upper()


def examples(context: Context) -> frozenset[str]:
    """The examples that handbook.yml declares for blanks: made up, and said to be."""
    settings = context.library.settings
    variables = settings.variables if settings else {}
    return frozenset(bare(narrow(one.example)) for one in variables.values())


def tables() -> dict[str, Any]:
    """What the functions of this module go by, for another language that has its own of them."""
    return {
        "separators": _SEPARATORS,
        "provinces": sorted(_PROVINCES),
        "taiwan": "".join(sorted(_TAIWAN, key=lambda letter: _TAIWAN[letter])),
    }


def problem(
    code: str, span: Span, number: str, args: Mapping[str, object] | None = None
) -> Problem:
    """The problem of a number, which its message shows in part only."""
    return Problem(code, span, {"masked": masked(number), **(args or {})})


def masked(number: str) -> str:
    """A number of which too little is left to use it."""
    shown = 3 if len(number) >= 2 * _RUN else 1
    return number[:shown] + "*" * (len(number) - shown)


def is_made_up(digits: str) -> bool:
    """Whether nobody was given such digits: one or two different ones, or counted up or down."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return len(set(digits)) <= _FEW or "0" * _RUN in digits or steps in ({1}, {-1}, {1, -9})


def is_resident_id(number: str, today: date) -> bool:
    """Whether a mainland resident identity number holds: division, birthday, check digit.

    Of 18 characters by GB 11643; the older form of 15 digits has no check digit.
    """
    birth = number[6:14] if len(number) == _ID_LONG else "19" + number[6:12]
    if number[:2] not in _PROVINCES or not _is_birthday(birth, today):
        return False
    if len(number) == _ID_SHORT:
        return True
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_DIGITS[total % _CHECK] == number[-1]


def _is_birthday(digits: str, today: date) -> bool:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return date(1900, 1, 1) <= birth <= today


def is_hong_kong_id(number: str) -> bool:
    """Whether a Hong Kong identity card number, without its brackets, has the right check digit."""
    letters, digits, check = number[:-7], number[-7:-1], number[-1]
    values = [36 if letter == " " else ord(letter) - 55 for letter in letters.rjust(2)]
    values += [int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    return (total + (10 if check == "A" else int(check))) % _CHECK == 0


def is_taiwan_id(number: str) -> bool:
    """Whether a Taiwan identity number of a letter and nine digits has the right check digit."""
    tens, units = divmod(_TAIWAN[number[0]], 10)
    digits = [int(digit) for digit in number[1:]]
    weighted = sum(d * w for d, w in zip(digits, (8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
    return (tens + units * 9 + weighted) % 10 == 0


def is_card(digits: str) -> bool:
    """Whether the digits of a payment card fulfil the Luhn formula (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value >= _CARD_BASE else value
    return total % _CARD_BASE == 0
