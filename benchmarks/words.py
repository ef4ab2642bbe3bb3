"""Seeded writing: the lexicon, and sentences made of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

_SLOT = re.compile(r"<([a-z]+)>")
_LEXICON = Path(__file__).with_name("lexicon.toml")
_SEED = "benchmark 1"
_OWN = {"part": 40, "sys": 8, "doc": 16, "place": 12}
_OWN_SHARE = 0.4
"""So many words of a slot, and so often, belong to one line of business alone."""
_VARIED = 0.6
"""How often a word gives way to one of its group."""
_SECOND = 0.3
"""How often a text speaks of its second object or fault instead of its first."""


@cache
def lexicon() -> dict[str, Any]:
    """The words and sentence patterns of lexicon.toml."""
    with _LEXICON.open("rb") as file:
        return tomllib.load(file)


@cache
def _synonyms() -> dict[str, list[str]]:
    return {word: group for group in lexicon()["synonyms"]["groups"] for word in group}


@cache
def _synonym() -> re.Pattern[str]:
    """Any word that has others in its place, the longest first."""
    return re.compile("|".join(sorted(_synonyms(), key=lambda word: (-len(word), word))))


@cache
def _own_words(line: str, slot: str) -> list[str]:
    """Words that only one line of business uses: two signs of the lexicon and what it is."""
    lists: dict[str, list[str]] = lexicon()["slots"]
    signs = sorted({sign for words in lists.values() for word in words for sign in word})
    source = Random(f"{_SEED} {line} {slot}")
    count, heads = _OWN[slot], lexicon()["heads"][slot]
    two = [[signs[int(source.random() * len(signs))] for _ in "12"] for _ in range(count)]
    return ["".join(pair) + heads[int(source.random() * len(heads))] for pair in two]


class Writer:
    """Writes sentences about one domain; the same name gives the same text."""

    def __init__(self, name: str, domain: Sequence[Any], line: str) -> None:
        self._random = Random(f"{_SEED} {name}")
        self._objects: list[str] = self.sample(domain[2], 2)
        self._faults: list[str] = self.sample(domain[3], 2)
        self._line = line
        self._cast: dict[str, str] = {}

    def draw(self) -> float:
        """A number from 0 to 1."""
        return self._random.random()

    def number(self, low: int, high: int) -> int:
        """A whole number; both ends may come up."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of several."""
        return choices[int(self._random.random() * len(choices))]

    def sample(self, choices: Sequence[T], count: int) -> list[T]:
        """Several, each once, in random order; all there are, if they are fewer."""
        left = list(choices)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]

    def write(self, pattern: str, fixed: Mapping[str, str] | None = None) -> str:
        """A pattern with its slots filled; ``fixed`` words come before the lexicon's."""
        known = fixed or {}
        varied = _synonym().sub(lambda word: self._other(word[0]), pattern)
        return _SLOT.sub(lambda slot: known.get(slot[1]) or self._word(slot[1]), varied)

    def _other(self, word: str) -> str:
        return self.pick(_synonyms()[word]) if self.draw() < _VARIED else word

    def _word(self, slot: str) -> str:
        if slot == "obj":
            return self._objects[self.draw() < _SECOND and len(self._objects) > 1]
        if slot == "fault":
            return self._faults[self.draw() < _SECOND and len(self._faults) > 1]
        if slot == "line":
            return self._line
        if slot in ("brand", "model", "shop", "firm"):
            return self._name(slot)
        if slot in _OWN and self.draw() < _OWN_SHARE:
            return self.pick(_own_words(self._line, slot))
        words: list[str] = (lexicon()["slots"].get(slot)) or lexicon()["wording"][slot]
        return self.pick(words)

    def _name(self, slot: str) -> str:
        """A coined name; a text keeps to its own most of the time."""
        if slot not in self._cast or self.draw() < _SECOND:
            self._cast[slot] = self._coin(slot)
        return self._cast[slot]

    def _coin(self, slot: str) -> str:
        coined: dict[str, Any] = lexicon()["coined"]
        name: str = self.pick(coined["first"]) + self.pick(coined["second"])
        if slot == "model":
            letters = "ABCDEFGHJKLMNPQRSTVWXY"
            return f"{self.pick(letters)}{self.pick(letters)}-{self.number(100, 9999)}"
        if slot == "shop":
            return f"{self.pick(coined['cities'])}{name}店"
        ends: list[str] = coined["brands" if slot == "brand" else "firms"]
        return name + self.pick(ends)
