"""Numbers and lines packed small, as text that a script can hold and compression still shortens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, takewhile
from operator import sub

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FIVE, _MORE = 31, 32
_MOST = len(DIGITS) - 1


def packed(numbers: Sequence[int]) -> str:
    """Growing numbers ``entry * 4 + level`` as digits of base 64, each entry by its distance."""
    before = [0] + [one & ~3 for one in numbers]
    return written(map(sub, numbers, before))


def written(numbers: Iterable[int]) -> str:
    """Numbers as digits of base 64: five bits each, the lowest first, a sixth for "more follow"."""
    return "".join(map(_digits, numbers))


@cache
def _digits(number: int) -> str:
    found = []
    while number > _FIVE:
        found.append(DIGITS[_MORE | number & _FIVE])
        number >>= 5
    return "".join([*found, DIGITS[number]])


def shortened(lines: Iterable[str]) -> str:
    """Lines, each as a digit, how many characters it shares with the one before, and the rest."""
    return "\n".join(_rest(before, line) for before, line in pairwise(("", *lines)))


def _rest(before: str, line: str) -> str:
    # To scripts a character beyond these is two, which must not be parted.
    pairs = zip(before, line, strict=False)
    same = takewhile(lambda pair: pair[0] == pair[1] <= "\uffff", pairs)
    shared = min(sum(1 for _ in same), _MOST)
    return DIGITS[shared] + line[shared:]
