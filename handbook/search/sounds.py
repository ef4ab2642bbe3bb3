"""How characters sound: a table that no edition changes, and the words that read otherwise."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from handbook.search.normal import runs

# pypinyin's dictionary takes its time: imported where a reading is asked for.

_TYPED = "gb2312"
"""The table holds this set's characters: those that are typed."""
_LONGEST = 4
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


@cache
def readings() -> dict[str, str]:
    """Each character's usual syllable, without its tone; ü is written v."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    return {
        chr(code): _toneless(said.split(",")[0])
        for code, said in sorted(PINYIN_DICT.items())
        if chr(code) >= "\u4e00" and _typed(chr(code))
    }


def _toneless(syllable: str) -> str:
    return unicodedata.normalize("NFD", syllable).translate(_TONES).replace("u\u0308", "v")


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
    from pypinyin import lazy_pinyin  # noqa: PLC0415

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
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    for run in runs(text):
        for start in range(len(run) - 1):
            for end in range(start + 2, min(start + _LONGEST, len(run)) + 1):
                if run[start:end] in PHRASES_DICT:
                    yield run[start:end]
