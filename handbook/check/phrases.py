"""Phrases sought in Chinese, which has no borders between words: all of them in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from ahocorasick import Automaton

from handbook.check.corpus import MOST, Corpus, Found
from handbook.check.fold import Folded
from handbook.source import Place

Key = TypeVar("Key", bound=Hashable)
_Span = tuple[int, int]
_LATIN = re.compile(r"[0-9a-z]")


class Sought(NamedTuple):
    """The shapes of a phrase, and longer terms in which its words are innocent."""

    shapes: tuple[str, ...]
    allow: tuple[str, ...] = ()


class Phrases(Generic[Key]):
    """Many phrases, each under a key of its own; innocent where ``after`` matches behind them."""

    def __init__(self, phrases: Mapping[Key, Sought], after: re.Pattern[str] | None = None) -> None:
        self._after = after
        entries: dict[str, list[tuple[Key, bool]]] = defaultdict(list)
        for key, sought in phrases.items():
            for words, innocent in ((sought.shapes, False), (sought.allow, True)):
                for word in words:
                    if folded := Folded(word).value.strip():
                        entries[folded].append((key, innocent))
        self._automaton = Automaton()
        for word, owners in entries.items():
            self._automaton.add_word(word, (len(word), tuple(owners)))
        self._empty = not entries
        if entries:
            self._automaton.make_automaton()

    def find(self, folded: str) -> Iterator[tuple[Key, int, int]]:
        """Every phrase in a folded text with its place; of shapes that overlap the longest."""
        if self._empty:
            return
        hits: dict[Key, list[_Span]] = defaultdict(list)
        innocent: dict[Key, list[_Span]] = defaultdict(list)
        for last, (length, owners) in self._automaton.iter(folded):
            span = (last + 1 - length, last + 1)
            if is_word(folded, *span):
                for key, allowed in owners:
                    (innocent if allowed else hits)[key].append(span)
        for key, spans in hits.items():
            for start, end in _longest(_outside(spans, innocent.get(key, []))):
                if self._after is None or not self._after.match(folded, end):
                    yield key, start, end

    def search(self, corpus: Corpus) -> Iterator[tuple[Key, Found]]:
        """Every phrase in the texts of a corpus, of each the first :data:`MOST` in a text."""
        folded = corpus.folded
        seen: Counter[tuple[Key, Place]] = Counter()
        for key, start, end in self.find(folded.value):
            found = corpus.at(*folded.origin(start, end))
            seen[key, found.text.place] += 1
            if seen[key, found.text.place] <= MOST:
                yield key, found


def is_word(text: str, start: int, end: int) -> bool:
    """Whether Latin words are cut at neither end; Chinese has no such borders."""
    return not (
        (_LATIN.match(text[start]) and start and _LATIN.match(text[start - 1]))
        or (_LATIN.match(text[end - 1]) and end < len(text) and _LATIN.match(text[end]))
    )


def _outside(spans: list[_Span], innocent: list[_Span]) -> Iterable[_Span]:
    """Spans that lie in none of the innocent ones, which are in the order of their ends."""
    ends = [end for _, end in innocent]
    longest = max((end - start for start, end in innocent), default=0)
    for start, end in spans:
        after = islice(innocent, bisect_left(ends, end), bisect_left(ends, start + longest + 1))
        if all(first > start for first, _ in after):
            yield start, end


def _longest(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Of spans that overlap the longest, the first of equals."""
    kept: _Span | None = None
    for span in sorted(spans):
        if kept is None:
            kept = span
        elif span[0] >= kept[1]:
            yield kept
            kept = span
        elif span[1] - span[0] > kept[1] - kept[0]:
            kept = span
    if kept is not None:
        yield kept
