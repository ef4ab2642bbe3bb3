"""How Chinese reads: pypinyin's dictionary, mended by a list of our own.

Whatever asks for a reading asks here, so that search, index and ids have one source of them. The
library keeps its dictionary for the whole process and takes its time to load it: it is imported,
and mended, where a reading is first asked for.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container
from functools import cache
from pathlib import Path

_MENDED = Path(__file__).with_suffix(".toml")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_SEVERAL = 3
"""In so many words a character is read otherwise, or the reading is an oddity."""


def syllables(text: str) -> list[str]:
    """A text's syllables without tones; ü is written v."""
    _mend()
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return lazy_pinyin(text, v_to_u=False)


def toned(text: str) -> list[str]:
    """A text's syllables with the numbers of their tones; what has none stands for itself."""
    _mend()
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    tones = Style.TONE3
    return lazy_pinyin(text, style=tones, neutral_tone_with_five=True, errors=_one_by_one)


def words() -> Container[str]:
    """What the dictionary has a reading for as a whole."""
    _mend()
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    return PHRASES_DICT


@cache
def usual() -> dict[str, str]:
    """Each character's syllable where no word says otherwise, without its tone."""
    _mend()
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    return {chr(code): _toneless(said.split(",")[0]) for code, said in sorted(PINYIN_DICT.items())}


@cache
def further() -> dict[str, list[str]]:
    """The other syllables that characters have in several words, the commoner first."""
    _mend()
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, said in PHRASES_DICT.items():
        for sign, syllable in zip(word, said, strict=True):
            counts[sign][_toneless(syllable[0])] += 1
    return {
        sign: [
            one for one, times in said.most_common() if times >= _SEVERAL and one != usual()[sign]
        ]
        for sign, said in counts.items()
    }


@cache
def _mend() -> None:
    from pypinyin import Style, load_phrases_dict, load_single_dict, pinyin  # noqa: PLC0415
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    mended = tomllib.loads(_MENDED.read_text("utf-8"))
    signs = mended["signs"].items()
    load_single_dict({ord(sign): f"{said},{PINYIN_DICT[ord(sign)]}" for sign, said in signs})
    found = {}
    for key, held in mended["words"].items():
        signs, said = key.split()[::2], key.split()[1::2]
        otherwise = dict(zip(signs, said, strict=True))
        for word in held.split():
            before = pinyin(word, style=Style.TONE)
            found[word] = [
                [otherwise[sign]] if sign in otherwise else syllable
                for sign, syllable in zip(word, before, strict=True)
            ]
    load_phrases_dict(found)


@cache
def _toneless(syllable: str) -> str:
    return unicodedata.normalize("NFD", syllable).translate(_TONES).replace("u\u0308", "v")


def _one_by_one(rest: str) -> str:
    """What pypinyin is to give for characters without a reading: each by itself."""
    return list(rest)  # type: ignore[return-value]  # a list is understood too
