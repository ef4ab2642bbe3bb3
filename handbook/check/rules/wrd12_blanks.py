"""Blanks stand where nobody sees them, or beside Chinese punctuation.

Those at a line's end make changes look larger than they are; those beside a full-width mark, which
brings its own room, tear a line open. Two blanks at the end of a line, which break it in Markdown,
are innocent.

Wrong::

    purpose: 请稍等 ，我查一下 。

Right::

    purpose: 请稍等，我查一下。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.fold import HAN
from handbook.check.occurrence import mendable
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Span

_BESIDE = re.compile(
    rf"[ \u3000](?:(?<=[{HAN}\ufffc0-9A-Za-z）」”].)[ \u3000]*(?=[，。；：！？、）」』”])"
    rf"|(?<=[，。；：！？、（「『“].)[ \u3000]*(?=[{HAN}（「『“]))"
)
_HARD_BREAK = "  "
_BLANKS = " \t\u3000"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each line that ends in blanks, and each blank beside punctuation."""
    for file, source in context.library.sources.items():
        if any(blank + "\n" in source or source.endswith(blank) for blank in _BLANKS):
            yield from _trailing(file, source)
    for found in context.once(read_texts).few(_BESIDE):
        yield mendable(context.library, "WRD12", found, "", {})


def _trailing(file: str, source: str) -> Iterator[Problem]:
    for number, row in enumerate(source.split("\n"), 1):
        kept = row.rstrip(_BLANKS)
        if len(kept) < len(row) and not (kept and row[len(kept) :] == _HARD_BREAK):
            span = Span(file, number, len(kept) + 1, number, len(row) + 1)
            yield Problem("WRD12", span, {"why": "trailing"}, fix="")


RULE = Rule(
    code="WRD12",
    severity=Severity.NOTE,
    title=Words("多余的空格", "Needless blanks"),
    message=Words("标点旁边多了空格", "a blank beside full-width punctuation"),
    hint=Words("删去空格", "delete it"),
    check=check,
    local=True,
    module=__name__,
    cases={
        "trailing": Case(
            Words("行尾有空格", "the line ends in blanks"), Words("删去空格", "delete them")
        )
    },
)
