"""All texts of a library as one string, so that a pattern is sought once and not in each text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from handbook.check.fold import Folded
from handbook.check.rule import Context
from handbook.model.library import Text
from handbook.model.prose import without_code
from handbook.source import Place

BREAK = "\0"
"""Stands between two texts."""
HIDDEN = "\ufffc"
"""Stands for a character that is no word of a reader: of an id, a blank, an address, code."""
MOST = 100
"""So many findings of a rule in one text are told: nobody reads more, and each costs a search."""

_UNSEEN = re.compile(
    r"\[\[[^\[\]|\n\0]*(?:\||\]\])|\]\]|\{[A-Za-z_][A-Za-z0-9_]*\}"
    r"|\]\([^()\s\0]*\)|https?://[^\s\0，。；：、！？）」』”]+"
)
# What people may type, not what they read: it follows no style.
_SOUGHT = frozenset(
    ("asks", "synonyms", "colloquial", "traditional", "pinyin", "forms", "allow", "match")
)


class Found(NamedTuple):
    """A piece of a text that matched, by its place in the text's value."""

    text: Text
    start: int
    end: int

    @property
    def piece(self) -> str:
        return self.text.value[self.start : self.end]


class Corpus:
    """Texts side by side; what stands between or is hidden in them matches no word."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = tuple(texts)
        self._starts = []
        shown = []
        place = 0
        for text in self.texts:
            self._starts.append(place)
            shown.append(_without_code(text))
            place += len(text.value) + 1
        whole = BREAK.join(shown)
        self.value = _UNSEEN.sub(lambda match: HIDDEN * len(match[0]), whole)

    @cached_property
    def folded(self) -> Folded:
        return Folded(self.value)

    def search(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """Every match in the texts as they are written."""
        for match in pattern.finditer(self.value):
            yield self.at(match.start(), match.end())

    def few(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """The matches that are worth telling: the first :data:`MOST` in each text."""
        return few(self.search(pattern))

    def at(self, start: int, end: int) -> Found:
        """The piece of a text that a stretch of the whole is."""
        number = bisect_right(self._starts, start) - 1
        first = self._starts[number]
        return Found(self.texts[number], start - first, end - first)


def few(found: Iterable[Found]) -> Iterator[Found]:
    """Of what was found, the first :data:`MOST` pieces in each text."""
    seen: Counter[Place] = Counter()
    for one in found:
        seen[one.text.place] += 1
        if seen[one.text.place] <= MOST:
            yield one


def _without_code(text: Text) -> str:
    if text.mark.slots or text.mark.plain:
        return text.value
    return without_code(text.value).replace(BREAK, HIDDEN)


def read_texts(context: Context) -> Corpus:
    """All prose and labels that readers see."""
    texts = (*context.library.texts, *context.library.labels)
    return Corpus(text for text in texts if _SOUGHT.isdisjoint(text.place.route))
