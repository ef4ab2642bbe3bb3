"""How characters sound: a table that no edition changes, and the words that read otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from handbook.search.normal import runs

_LAST = "gb2312"
"""The character set whose characters the table holds: those that are typed."""


@cache
def readings() -> dict[str, str]:
    """Each character's usual syllable, without its tone; ü is written v."""
    characters = [chr(code) for code in sorted(PINYIN_DICT) if _typed(chr(code))]
    return {one: lazy_pinyin(one, v_to_u=False)[0] for one in characters}


def _typed(character: str) -> bool:
    try:
        character.encode(_LAST)
    except UnicodeEncodeError:
        return False
    return character >= "\u4e00"


def table() -> str:
    """The readings as ``a阿啊 ai哀爱``."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, syllable in readings().items():
        by_syllable[syllable].append(character)
    return " ".join(key + "".join(held) for key, held in sorted(by_syllable.items()))


def exceptions(texts: Iterable[str], said: Mapping[str, str]) -> list[str]:
    """Words whose characters are read otherwise than usual, as ``重复 chong fu``.

    Of each normal text the least that tells: two characters where they do, else three, else all.
    ``said`` has the readings that the glossary gives, which nobody questions.
    """
    found = dict(said)
    for run in sorted({run for text in texts for run in runs(text) if run[0] >= "\u3400"}):
        syllables = lazy_pinyin(run, v_to_u=False)
        for at, syllable in enumerate(syllables if len(syllables) == len(run) else ()):
            if readings().get(run[at], syllable) != syllable:
                word = _least(run, at, syllable)
                found.setdefault(word, " ".join(lazy_pinyin(word, v_to_u=False)))
    return [f"{word} {syllables}" for word, syllables in sorted(found.items())]


def _least(run: str, at: int, syllable: str) -> str:
    for start, end in ((at, at + 2), (at - 1, at + 1), (at - 1, at + 2)):
        word = run[max(start, 0) : end]
        if len(word) > 1 and lazy_pinyin(word, v_to_u=False)[at - max(start, 0)] == syllable:
            return word
    return run
