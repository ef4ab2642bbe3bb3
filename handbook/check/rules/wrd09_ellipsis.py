"""An ellipsis or a dash is written in another way than Chinese has it.

GB/T 15834 has six dots in the middle of the line, ……, and a dash of two characters, ——; other
shapes are torn apart at the end of a line.

Wrong::

    detail: 记录时间、地点、人物...不清楚的--先问清。

Right::

    detail: 记录时间、地点、人物……不清楚的——先问清。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from handbook.check.corpus import Corpus, Found, few, read_texts
from handbook.check.fold import HAN
from handbook.check.occurrence import mendable
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

# Each begins with one class of characters, for which a search skips fast.
_PATTERNS = (
    re.compile(rf"([.。、·])\1{{2,}}(?:(?<=[。、·])|(?=[{HAN}])|(?<=[{HAN}]\1\1\1))"),
    re.compile(r"…+"),
    re.compile(rf"[-－—](?<=[{HAN}，。、；：！？）」”].)[-－—]*(?=[{HAN}「“（])"),
)
_RIGHT = frozenset(("……", "—", "——", "-"))
"""One dash joins places and times; a hyphen is no dash."""
_DASHES = "-－—"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each ellipsis or dash of the wrong shape."""
    settings = context.library.settings
    if settings is not None and not settings.language.startswith("zh"):
        return  # elsewhere an ellipsis has three dots
    corpus = context.once(read_texts)
    for found in few(_wrong(corpus)):
        new = "——" if found.piece[0] in _DASHES else "……"
        args: dict[str, object] = {"signs": found.piece, "new": new}
        yield mendable(context.library, "WRD09", found, new, args)


def _wrong(corpus: Corpus) -> Iterator[Found]:
    for found in chain.from_iterable(corpus.search(pattern) for pattern in _PATTERNS):
        if found.piece not in _RIGHT:
            yield found


RULE = Rule(
    code="WRD09",
    severity=Severity.WARNING,
    title=Words("省略号或破折号写法不对", "Wrong ellipsis or dash"),
    message=Words("「{signs}」不是中文的写法", "“{signs}” is not how Chinese writes it"),
    hint=Words("写成「{new}」", "write “{new}”"),
    check=check,
    local=True,
    module=__name__,
)
