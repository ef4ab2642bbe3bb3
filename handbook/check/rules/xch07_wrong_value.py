"""A cell holds a value that its column cannot take.

Spreadsheets turn what is typed into something else: 3-5 into a day in May, 98% into 0.98. Guessing
back would show readers something that nobody wrote.

Wrong (typed as 3-5)::

    3月5日

Right (in a cell for text)::

    3-5
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "needed": Case(
        Words("这一格必须填写", "this cell needs a value"),
        Words(
            "填上内容；不要这一行的，整行清空",
            "fill it in; empty the whole row if it is not wanted",
        ),
    ),
    "choice": Case(
        Words("「{value}」不在可选的值里", "“{value}” is none of the choices"),
        Words("可以写：{allowed}", "write one of: {allowed}"),
    ),
    "date": Case(
        Words(
            "表格软件把内容变成了日期「{value}」",
            "the spreadsheet has turned it into the date “{value}”",
        ),
        Words("把单元格格式设为文本，再写一遍", "format the cell as text and write it again"),
    ),
    "error": Case(
        Words("单元格里是错误值「{value}」", "the cell holds the error “{value}”"),
        Words("写上正确的值", "write the right value"),
    ),
    "percent": Case(
        Words(
            "「{value}」是百分比格式，存的不是看到的数",
            "“{value}” is formatted as a percentage: what is kept is not what is seen",
        ),
        Words(
            "把格式设为常规，只写数字，例如 98",
            "set its format to general and write the number alone, such as 98",
        ),
    ),
    "number": Case(
        Words("「{value}」不是数字", "“{value}” is no number"),
        Words("只写数字，不写单位", "write the number without a unit"),
    ),
    "integer": Case(
        Words("「{value}」不是整数", "“{value}” is no whole number"),
        Words("写成整数", "write a whole number"),
    ),
    "boolean": Case(
        Words("「{value}」应为是或否", "“{value}” should be yes or no"),
        Words("写「是」或「否」", "write yes or no"),
    ),
}

RULE = Rule(
    code="XCH07",
    severity=Severity.ERROR,
    title=Words("单元格的值不对", "Value of a cell"),
    message=Words("「{value}」不能写在这里", "“{value}” cannot stand here"),
    hint=Words("照说明表里这一列的写法填写", "fill it in as the guide says"),
    module=__name__,
    cases=_CASES,
)
