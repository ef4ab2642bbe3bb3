"""How characters sound: a table that no edition changes, and the words that read otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from handbook.render import pinyin
from handbook.search.normal import runs

_TYPED = "gb2312"
"""The table holds this set's characters: those that are typed."""
_LONGEST = 4


@cache
def readings() -> dict[str, str]:
    """The usual syllable of each character that is typed; ü is written v."""
    return {
        sign: said for sign, said in pinyin.usual().items() if sign >= "\u4e00" and _typed(sign)
    }


def _typed(character: str) -> bool:
    try:
        character.encode(_TYPED)
    except UnicodeEncodeError:
        return False
    return True


def table() -> str:
    """The readings as ``a阿啊 ai哀爱``."""
    return _grouped(readings().items())


def further() -> str:
    """The readings that characters have in other words, in the same form."""
    others = pinyin.further()
    return _grouped((sign, said) for sign in readings() for said in others.get(sign, ()))


def _grouped(read: Iterable[tuple[str, str]]) -> str:
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, syllable in read:
        by_syllable[syllable].append(character)
    return " ".join(key + "".join(held) for key, held in sorted(by_syllable.items()))


def exceptions(texts: Iterable[str], said: Mapping[str, str]) -> list[str]:
    """Phrases in normal texts that are read otherwise than what they hold: ``重复 chong fu``.

    Longer ones come later and hold against shorter ones. ``said`` has the readings that the
    glossary gives, which nobody questions.
    """
    found: dict[str, str] = {}
    phrases = {phrase for text in texts for phrase in _phrases(text)}
    for phrase in sorted(phrases, key=len):
        syllables = pinyin.syllables(phrase)
        if _read(phrase, found) != syllables:
            found[phrase] = " ".join(syllables)
    found |= said
    return [f"{one} {found[one]}" for one in sorted(found, key=lambda one: (len(one), one))]


def _read(phrase: str, found: Mapping[str, str]) -> list[str]:
    """The syllables of a phrase by those that it holds, as the browser puts them together."""
    syllables = [readings().get(one, "") for one in phrase]
    held = {phrase[start:end] for start, end in combinations(range(len(phrase) + 1), 2)}
    for part in sorted(held & found.keys(), key=lambda one: (len(one), one)):
        at = phrase.find(part)
        syllables[at : at + len(part)] = found[part].split()
    return syllables


def _phrases(text: str) -> Iterator[str]:
    """What the dictionary of phrases holds of a text."""
    known = pinyin.words()
    for run in runs(text):
        for start in range(len(run) - 1):
            for end in range(start + 2, min(start + _LONGEST, len(run)) + 1):
                if run[start:end] in known:
                    yield run[start:end]
