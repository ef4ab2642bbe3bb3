"""Letters or digits are written in full width.

They are not found by a search for the usual ones, cannot be copied into another system, and stand
wide apart in a line.

Wrong::

    purpose: ２４小时内通知ＶＩＰ客户

Right::

    purpose: 24 小时内通知 VIP 客户
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.occurrence import mendable
from handbook.check.personal import narrow
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_PATTERN = re.compile(r"[Ａ-Ｚａ-ｚ０-９](?:[Ａ-Ｚａ-ｚ０-９．－　％]*[Ａ-Ｚａ-ｚ０-９％])?")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each run of full-width letters and digits."""
    for found in context.once(read_texts).few(_PATTERN):
        new = narrow(found.piece)
        args: dict[str, object] = {"signs": found.piece, "new": new}
        yield mendable(context.library, "WRD11", found, new, args)


RULE = Rule(
    code="WRD11",
    severity=Severity.WARNING,
    title=Words("全角的字母或数字", "Full-width letters or digits"),
    message=Words("「{signs}」是全角的字母或数字", "“{signs}” is in full width"),
    hint=Words("写成「{new}」", "write “{new}”"),
    check=check,
    local=True,
    module=__name__,
)
