"""The inverted index: for every pair of characters the entries that hold it, packed small.

What things are called is indexed by single characters as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from handbook.search.entries import TITLE
from handbook.search.normal import grams
from handbook.search.packing import packed

_SHARD = 40_000
"""Characters of a shard before it is compressed, which leaves half."""

Texts = tuple[tuple[int, str], ...]


def postings(texts: Iterable[Texts]) -> dict[str, list[int]]:
    """From what text is looked up by to ``entry * 4 + level``, in the order of the entries.

    ``texts`` are those of each entry, one a level, the levels growing.
    """
    held: dict[str, list[int]] = defaultdict(list)
    for number, levels in enumerate(texts):
        best: dict[str, int] = {}
        for level, text in levels:
            here = grams(text)
            if level == TITLE:
                here.update(filter(_is_chinese, text))
            best |= dict.fromkeys(here, number * 4 + level)
        for gram, place in best.items():
            held[gram].append(place)
    return held


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def shards(held: Mapping[str, list[int]]) -> Iterator[tuple[str, str]]:
    """The first character and the text of each shard: lines of ``诉 digits`` under their ``投``."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for gram in sorted(held):
        by_first[gram[0]].append(f"{gram[1:]} {packed(held[gram])}")
    first, size = "", 0
    lines: list[str] = []
    for character, grouped in by_first.items():
        text = "\n".join([f"={character}", *grouped])
        if size and size + len(text) > _SHARD:
            yield first, "\n".join(lines)
            size, lines = 0, []
        first = first if lines else character
        size += len(text)
        lines.append(text)
    if lines:
        yield first, "\n".join(lines)
