"""A bracket or quotation mark has no partner.

The reader cannot tell where an aside ends or which words are to be said.

Wrong::

    caution: 不说「马上就好，先说原因。

Right::

    caution: 不说「马上就好」，先说原因。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handbook.check.corpus import Found, few, read_texts
from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_PAIRS = {"（": "）", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】", "“": "”"}
_OPEN = {closing: opening for opening, closing in _PAIRS.items()}
_SIGNS = re.compile(f"[{''.join(_PAIRS)}{''.join(_OPEN)}]")
_NUMBERED = re.compile(r"(?:^|[\n，；。、：])\s*[0-9一二三四五六七八九十a-zA-Z]{1,3}$")

_NUMBER = 8
"""Longer is no number before a bracket, blanks included."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each mark without its partner in the same text."""
    for found in few(_unpaired(context)):
        at, _ = exact_span(context.library, found.text, found.start, found.end)
        partner = _PAIRS.get(found.piece) or _OPEN[found.piece]
        yield Problem("WRD10", at, {"sign": found.piece, "partner": partner})


def _unpaired(context: Context) -> Iterator[Found]:
    waiting: list[Found] = []
    opened: Counter[str] = Counter()
    for found in context.once(read_texts).search(_SIGNS):
        if waiting and waiting[0].text is not found.text:
            yield from waiting
            waiting, opened = [], Counter()
        sign = found.piece
        if sign in _PAIRS:
            waiting.append(found)
            opened[sign] += 1
        elif opened[_OPEN[sign]]:
            while (last := waiting.pop()).piece != _OPEN[sign]:
                opened[last.piece] -= 1
                yield last
            opened[last.piece] -= 1
        elif sign != "）" or not _is_numbered(found):
            yield found
    yield from waiting


def _is_numbered(found: Found) -> bool:
    """Whether a bracket closes the number of a list's entry: 1）."""
    before = found.text.value[max(found.start - _NUMBER, 0) : found.start]
    return _NUMBERED.search(before) is not None


RULE = Rule(
    code="WRD10",
    severity=Severity.WARNING,
    title=Words("括号或引号不成对", "Unpaired bracket or quote"),
    message=Words("「{sign}」没有配对的「{partner}」", "“{sign}” has no “{partner}”"),
    hint=Words("补上另一半，或删去这一半", "add the other half, or delete this one"),
    check=check,
    local=True,
    module=__name__,
)
