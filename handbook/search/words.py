"""The words of a handbook, found in its text: no dictionary knows its goods and its habits.

A run of characters is a word where it comes often, its characters come together more often than by
chance, and what stands before and after it varies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from handbook.render import pinyin
from handbook.search.normal import runs

MOST = 4000
"""So many words are shipped: the commonest."""
_LONGEST = 4
_OFTEN = 3
_TOGETHER = 6.0
_NEIGHBOURS = 2
_READ = 180_000
"""Characters that are read; more of the same kind say little that is new."""
_WEAK = frozenset(
    "么怎什的了吗呢啊和与及或在把被让给是有也就都还再不要会能可以对从到为由向按以其之个这那哪我你他它们"
)


def words_of(said: Iterable[str]) -> list[str]:
    """The words of runs of Chinese in the normal form, the commonest first."""
    counts = _counted(said)
    total = sum(counts[1].values())
    before, after = _neighbours(counts)
    found = [
        (times, word)
        for length in range(2, _LONGEST + 1)
        for word, times in counts[length].items()
        if times >= _OFTEN
        and min(before[word], after[word]) >= _NEIGHBOURS
        and not _weak(word, 0)
        and not _weak(word, -1)
        and _cohesion(word, times, counts, total) >= _TOGETHER
    ]
    return [word for _, word in sorted(found, key=lambda each: (-each[0], each[1]))[:MOST]]


def _weak(word: str, at: int) -> bool:
    """Whether a word begins or ends with what says little: 还 does in 还有, not in 还款."""
    if word[at] != "还" or word not in pinyin.words():
        return word[at] in _WEAK
    return pinyin.syllables(word)[at] == "hai"


def head(texts: Iterable[str]) -> tuple[str, ...]:
    """The runs of Chinese in the first of normal texts."""
    found: list[str] = []
    left = _READ
    for text in texts:
        chinese = [run for run in runs(text) if run[0] >= "\u3400"]
        found += chinese
        left -= sum(map(len, chinese))
        if left <= 0:
            break
    return tuple(found)


def _counted(found: Iterable[str]) -> list[Counter[str]]:
    """How often each run of one to five characters comes."""
    text = "\n".join(found)
    counts: list[Counter[str]] = [Counter()]
    for length in range(1, _LONGEST + 2):
        ends = range(length, len(text) + 1)
        counted = Counter([text[end - length : end] for end in ends])
        counts.append(Counter({one: n for one, n in counted.items() if "\n" not in one}))
    return counts


def _neighbours(counts: list[Counter[str]]) -> tuple[Counter[str], Counter[str]]:
    """How many different characters stand before and after each run."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for longer in counts[3:]:
        before.update(word[1:] for word in longer)
        after.update(word[:-1] for word in longer)
    return before, after


def _cohesion(word: str, times: int, counts: list[Counter[str]], total: int) -> float:
    """How many times oftener the weakest two parts of a word come together than by chance."""
    return min(
        times * total / (counts[cut][word[:cut]] * counts[len(word) - cut][word[cut:]])
        for cut in range(1, len(word))
    )
