"""Half-width punctuation stands in Chinese text.

It is too narrow for the line of characters, breaks lines in the wrong place, and makes one handbook
look like two. Numbers, times and Latin words keep theirs.

Wrong::

    purpose: 退款(含运费)到账后,通知客户.

Right::

    purpose: 退款（含运费）到账后，通知客户。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.fold import HAN
from handbook.check.occurrence import mendable
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_CLOSE = f"{HAN}」』》"
_INNER = f"{HAN}，。！？、；：…"  # and then a quotation or bracket that closes
# Begins with one class of characters, for which a search skips fast.
PATTERN = re.compile(
    rf"[,;:?!.(\"](?:(?<=[{_CLOSE}][,;:?!])[,;:?!]* *|(?<=[{_INNER}][”）][,;:?!])[,;:?!]* *"
    rf"|(?<=[{HAN}]\*\*[,;:?!])[,;:?!]* *"
    rf"|(?<=[,;:?!])[,;:?!]* *(?=[{HAN}「『（《]|“[{HAN}])"
    rf"|(?<=[{HAN}]\.)(?=\s|\0|\Z|[{HAN}])"
    rf"|(?<=\()[^()\n\0{HAN}]*[{HAN}][^()\n\0]*\)"
    rf"|(?<=\")[^\"\n\0{HAN}]*[{HAN}][^\"\n\0]*\")"
)
_FULL = str.maketrans(",;:?!.()", "，；：？！。（）")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each half-width mark, or pair of them, at Chinese characters."""
    for found in context.once(read_texts).few(PATTERN):
        piece = found.piece
        new = _full_width(piece)
        shown = piece.strip() if len(piece.strip()) == 1 else piece[0]
        yield mendable(context.library, "WRD07", found, new, {"sign": shown, "new": new})


def _full_width(piece: str) -> str:
    if piece[0] == '"':
        return f"“{piece[1:-1]}”"
    if piece[0] == "(":
        return f"（{piece[1:-1]}）"
    return "".join(dict.fromkeys(piece.rstrip())).translate(_FULL)


RULE = Rule(
    code="WRD07",
    severity=Severity.WARNING,
    title=Words("中文里用了半角标点", "Half-width punctuation in Chinese"),
    message=Words("中文里用了半角的「{sign}」", "half-width “{sign}” in Chinese text"),
    hint=Words("写成「{new}」", "write “{new}”"),
    check=check,
    local=True,
    module=__name__,
)
