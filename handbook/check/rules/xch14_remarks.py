"""Somebody left a comment or struck words in a sheet.

That is how legal and business often answer. An import takes the words of cells, and neither
comments nor strokes: what was meant by them must be done in the cells.

Wrong (with the comment 此定义要改)::

    上门收取的费用

Right::

    上门服务另收的费用，不含配件
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "comment": Case(
        Words("批注「{value}」没有读取", "the comment “{value}” was not taken"),
        Words("按批注改好单元格，再删去批注", "change the cell as it asks, then delete it"),
    ),
    "struck": Case(
        Words(
            "「{value}」画了删除线，仍然当作正文",
            "“{value}” is struck through, and was taken as it is",
        ),
        Words(
            "不要的字从单元格里删去；整条不要的，在源文件里删",
            "delete the words in the cell; delete a whole thing in its source",
        ),
    ),
}

RULE = Rule(
    code="XCH14",
    severity=Severity.WARNING,
    title=Words("表格里有批注或删除线", "Comments or struck words in a sheet"),
    message=Words("批注或删除线没有读取", "a comment or a stroke was not taken"),
    hint=Words("看看是否要紧，要紧的改到单元格里", "look whether it matters, and change the cell"),
    module=__name__,
    cases=_CASES,
)
