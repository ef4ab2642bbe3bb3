"""A cell holds a formula.

What a formula shows depends on the program that opens it; a handbook says what somebody has
written.

Wrong::

    D12: =B12*2

Right::

    D12: 98
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH04",
    severity=Severity.ERROR,
    title=Words("单元格里是公式", "Formula in a cell"),
    message=Words("单元格里是公式「{value}」", "the cell holds the formula “{value}”"),
    hint=Words(
        "复制后用「选择性粘贴：数值」贴回；确实要写这几个字的，前面加一个撇号",
        "copy it and paste it back as a value; put an apostrophe before what is meant as text",
    ),
    module=__name__,
)
