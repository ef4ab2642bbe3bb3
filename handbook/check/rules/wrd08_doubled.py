"""Punctuation marks are doubled, or two stand where one is meant.

A reader stumbles, and 「！！」 shouts at a customer. 「？！」 is one mark of surprise, and
innocent.

Wrong::

    text: 您好！！请稍等，。

Right::

    text: 您好！请稍等。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.occurrence import mendable
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_PATTERN = re.compile(r"[，、；：。！？](?=[，、；：。！？])[，、；：。！？]+")
_INNOCENT = re.compile(r"？！|！？|。{3,}|、{3,}")
"""Surprise; and ellipses of the wrong shape, which have a rule of their own."""
_STOPS = "？！。；：，、"
"""From the mark that says most."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each run of marks."""
    for found in context.once(read_texts).few(_PATTERN):
        piece = found.piece
        if _INNOCENT.fullmatch(piece):
            continue
        new = min(piece, key=_STOPS.index)
        yield mendable(context.library, "WRD08", found, new, {"signs": piece, "new": new})


RULE = Rule(
    code="WRD08",
    severity=Severity.WARNING,
    title=Words("标点重复", "Doubled punctuation"),
    message=Words("标点「{signs}」重复", "the marks “{signs}” stand side by side"),
    hint=Words("只留「{new}」", "keep “{new}” alone"),
    check=check,
    local=True,
    module=__name__,
)
