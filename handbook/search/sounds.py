"""How characters sound: a table that no edition changes, and the words that read otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from handbook.search.normal import runs

_TYPED = "gb2312"
"""The table holds this set's characters: those that are typed."""
_LONGEST = 4


@cache
def readings() -> dict[str, str]:
    """Each character's usual syllable, without its tone; ü is written v."""
    return {
        chr(code): to_normal(said.split(",")[0], v_to_u=False)
        for code, said in sorted(PINYIN_DICT.items())
        if chr(code) >= "\u4e00" and _typed(chr(code))
    }


def _typed(character: str) -> bool:
    try:
        character.encode(_TYPED)
    except UnicodeEncodeError:
        return False
    return True


def table() -> str:
    """The readings as ``a阿啊 ai哀爱``."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, syllable in readings().items():
        by_syllable[syllable].append(character)
    return " ".join(key + "".join(held) for key, held in sorted(by_syllable.items()))


def exceptions(texts: Iterable[str], said: Mapping[str, str]) -> list[str]:
    """Phrases in normal texts that are read otherwise than their characters: ``重复 chong fu``.

    Longer ones come later and hold against shorter ones. ``said`` has the readings that the
    glossary gives, which nobody questions.
    """
    usual = readings()
    found = {}
    for phrase in {phrase for text in texts for phrase in _phrases(text)}:
        syllables = lazy_pinyin(phrase, v_to_u=False)
        if [usual.get(one, "") for one in phrase] != syllables:
            found[phrase] = " ".join(syllables)
    found |= said
    return [f"{one} {found[one]}" for one in sorted(found, key=lambda one: (len(one), one))]


def _phrases(text: str) -> Iterator[str]:
    """What the dictionary of phrases holds of a text."""
    for run in runs(text):
        for start in range(len(run) - 1):
            for end in range(start + 2, min(start + _LONGEST, len(run)) + 1):
                if run[start:end] in PHRASES_DICT:
                    yield run[start:end]
