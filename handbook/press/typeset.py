"""Chinese typesetting that the engine lacks, done to finished HTML: only text between tags changes.

Where Chinese meets Latin letters or figures a blank is set; in the fonts of print it is a quarter
of an em wide. Of adjacent marks (W3C's "Requirements for Chinese Text Layout", 3.1.6) one gives up
its empty half, by the fonts' feature ``halt``. Line-breaking rules are the engine's own.
"""

from __future__ import annotations

import re

from handbook.render.spacing import HAN, spaced
from handbook.render.view import Book

_FROM_HAN, _TO_HAN = re.compile(rf"[{HAN}]\Z"), re.compile(rf"[{HAN}]")
_FROM_LATIN, _TO_LATIN = re.compile(r"[A-Za-z0-9%]\Z"), re.compile(r"[A-Za-z0-9]")
_OPENING = "\uff08\u300a\u300c\u300e\u3010\u3014\u3008\u201c\u2018"
_CLOSING = "\uff09\u300b\u300d\u300f\u3011\u3015\u3009\u201d\u2019\uff0c\u3002\u3001\uff1b\uff1a"
# A mark that closes or pauses gives up its half before any other mark, one that opens after one
# that opens. Marks in the middle of their square (question, exclamation) have no half to give.
_ADJACENT = re.compile(rf"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")
_PIECES = re.compile(r"(<style.*?</style>|<title.*?</title>|<svg.*?</svg>|<[^>]*>)", re.DOTALL)
_INLINE = re.compile(r"</?(a|span|strong|em|b|i|code)\b")


def typeset(html: str, book: Book) -> str:
    """A page's HTML with its Chinese set; in another language as it is."""
    return "".join(_set(html)) if book.language.startswith("zh") else html


def _set(html: str) -> list[str]:
    done: list[str] = []
    before = ""
    for number, piece in enumerate(_PIECES.split(html)):
        if number % 2:
            before = before if _INLINE.match(piece) else ""
            done.append(piece)
        elif piece:
            text = spaced(piece)
            done.append(" " * _meet(before, piece) + _ADJACENT.sub(_halved, text))
            before = piece
    return done


def _meet(before: str, after: str) -> bool:
    """Whether two texts with only inline tags between them meet where a blank belongs."""
    if _FROM_HAN.search(before):
        return _TO_LATIN.match(after) is not None
    return bool(_FROM_LATIN.search(before)) and _TO_HAN.match(after) is not None


def _halved(match: re.Match[str]) -> str:
    return f'<span class="half">{match[0]}</span>'
