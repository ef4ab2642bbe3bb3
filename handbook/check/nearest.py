"""Ids that look like a misspelt one, without comparing it with every id there is."""

from __future__ import annotations

import bisect
import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

_COMMON = 200
"""A pair of letters that more ids share than this tells nothing."""
_CLOSE = 40
"""So many candidates are compared in full."""


class Nearest:
    """Finds near ids through the rarer pairs of letters that they share with a misspelt one."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted(ids)
        self._pairs: dict[str, list[int]] = {}

    def near(self, wanted: str, count: int = 3) -> list[str]:
        """At most ``count`` ids, nearest first; the work does not grow with the number of ids."""
        return difflib.get_close_matches(wanted, self._candidates(wanted), n=count, cutoff=0.6)

    def _candidates(self, wanted: str) -> list[str]:
        if not self._pairs:
            self._index()
        shared: Counter[int] = Counter()
        for pair in _pairs(wanted):
            at = self._pairs.get(pair, ())
            if len(at) <= _COMMON:
                shared.update(at)
        place = bisect.bisect(self._ids, wanted)
        shared.update(range(max(place - _CLOSE // 4, 0), min(place + _CLOSE // 4, len(self._ids))))
        best = sorted(shared, key=lambda one: (-shared[one], one))[:_CLOSE]
        return [self._ids[one] for one in best]

    def _index(self) -> None:
        pairs: dict[str, list[int]] = defaultdict(list)
        for number, id_ in enumerate(self._ids):
            for pair in _pairs(id_):
                pairs[pair].append(number)
        self._pairs = pairs


def _pairs(text: str) -> set[str]:
    folded = text.casefold()
    return {folded[at : at + 2] for at in range(len(folded) - 1)}
