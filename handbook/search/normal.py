"""The one normal form in which text is indexed; the browser brings queries into the same.

NFKC, lower case, Traditional characters folded to Simplified one by one. Character by character, so
that a fragment of a text folds to the same fragment of the folded text, wherever it is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from operator import add

from opencc import OpenCC

# Pairs that OpenCC keeps apart: who looks for one wants the other as well.
_ALSO = {
    "帐": "账", "豫": "预", "讬": "托", "著": "着", "覆": "复", "枱": "台", "甚": "什",
    "她": "他", "妳": "你", "您": "你",
}  # fmt: skip
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_FIGURE = re.compile(r"([a-z0-9]+)([\u3400-\u9fff]?)")
_GAP = re.compile(" (?<=[\u3400-\u9fff] ) *(?=[a-z0-9])| (?<=[a-z0-9] ) *(?=[\u3400-\u9fff])")
# Of these signs, NFKC changes the full-width ones alone, each by itself; it takes ten times longer.
_USUAL = re.compile(r"[\n -~\u3001\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]*")
_NARROWER = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@cache
def folds() -> dict[int, str]:
    """Each character that stands for another, as ``str.translate`` takes it."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {
        ord(one): other
        for one, other in zip(characters, simple, strict=True)
        if one != other and len(other) == 1
    }
    return table | {ord(one): other for one, other in _ALSO.items()}


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, folds()))}]")


def normal(text: str) -> str:
    """A text in the normal form; spaces between Chinese and figures are dropped."""
    if _USUAL.fullmatch(text):
        text = text.translate(_NARROWER)
    else:
        text = unicodedata.normalize("NFKC", text)
    text = _foldable().sub(lambda sign: folds()[ord(sign[0])], text.lower())
    return _GAP.sub("", text)


def runs(text: str) -> list[str]:
    """The runs of Chinese characters, and of letters and digits, in a normal text."""
    return _RUN.findall(text)


def grams(text: str) -> set[str]:
    """What a normal text is looked up by.

    Every pair of neighbouring Chinese characters, every run of letters and digits, and such a run
    with the character after it (``7天``).
    """
    found: set[str] = set()
    for run in _CHINESE.findall(text):
        found.update(map(add, run, run[1:]))
    for run, after in _FIGURE.findall(text):
        found.add(run)
        if after:
            found.add(run + after)
    return found


def fold_table(texts: Iterable[str]) -> str:
    """Pairs of a character and the one it stands for, where these normal texts hold the latter."""
    held = set().union(*texts)
    return "".join(chr(one) + other for one, other in folds().items() if other in held)
