"""Names as a reader hears them: in one script, without case, width and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import opencc

from handbook.check.fold import fold

_SILENT = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def plain(words: str) -> str:
    """Words to compare: Traditional as Simplified, full width as half, no case, no punctuation."""
    return _SILENT.sub("", fold(unicodedata.normalize("NFKC", words).casefold()))


def simplified(text: str) -> str:
    """Chinese text in Simplified characters."""
    return text if text.isascii() else str(_converter("t2s").convert(text))


def traditional(text: str) -> str:
    """Chinese text in Traditional characters."""
    return text if text.isascii() else str(_converter("s2t").convert(text))


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)
