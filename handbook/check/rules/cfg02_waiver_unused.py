"""A waiver waives nothing.

What it was for is mended, or its ``match`` misses it. Left standing it would one day hide a new
mistake.

Wrong (no finding REF05 in this file)::

    waive:
      - {rule: REF05, reason: 新表单一月启用, until: 2027-01-31}

Right (no waiver)::

    tags: [退货]
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="CFG02",
    severity=Severity.WARNING,
    title=Words("豁免没有用处", "Waiver without use"),
    message=Words("对 {rule} 的豁免没有对应的问题", "the waiver of {rule} waives nothing"),
    hint=Words(
        "删去它；写了 match 的，核对文字是否一致", "delete it; if it has a match, look at its words"
    ),
    module=__name__,
)
