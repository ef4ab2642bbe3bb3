"""Names as a reader hears them: in one script, without case, width and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from handbook.check.fold import converter, fold

_SILENT = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def plain(words: str) -> str:
    """Words to compare: Traditional as Simplified, full width as half, no case, no punctuation."""
    return _SILENT.sub("", fold(unicodedata.normalize("NFKC", words).casefold()))


def simplified(text: str) -> str:
    """Chinese text in Simplified characters."""
    return text if text.isascii() else str(converter("t2s").convert(text))


def traditional(text: str) -> str:
    """Chinese text in Traditional characters."""
    return text if text.isascii() else str(converter("s2t").convert(text))
