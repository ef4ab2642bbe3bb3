"""Cells of a sheet are merged.

Of merged cells only the first holds a value: whether the others mean the same or nothing, nobody
can tell.

Wrong::

    B3:B7 merged

Right::

    a value in each of B3 to B7
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH05",
    severity=Severity.ERROR,
    title=Words("合并的单元格", "Merged cells"),
    message=Words("单元格 {cells} 是合并的", "the cells {cells} are merged"),
    hint=Words("取消合并，每一行都写上值", "undo it, and write the value in each row"),
    module=__name__,
)
