"""A value is of another type than its key needs: a text for a list, a number for a text.

Guessing what was meant would show readers something that nobody wrote.

Wrong::

    tags: 退货

Right::

    tags: [退货]
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_MESSAGE = Words(
    "「{key}」应为{wanted}，这里是「{value}」", "“{key}” should be {wanted}, here it is “{value}”"
)

_CASES = {
    "list": Case(
        _MESSAGE,
        Words("写成 [甲, 乙]，或每项一行、以「- 」开头", "write [a, b], or “- ” before each entry"),
    ),
    "mapping": Case(
        _MESSAGE,
        Words("在下一行缩进写「键: 值」", "write “key: value” indented in the lines below"),
    ),
    "boolean": Case(_MESSAGE, Words("写 true（是）或 false（否）", "write true or false")),
    "integer": Case(
        _MESSAGE, Words("写成整数，不加引号和单位", "write a whole number without quotes or unit")
    ),
    "number": Case(
        _MESSAGE, Words("写成数字，不加引号和单位", "write a number without quotes or unit")
    ),
    "date": Case(_MESSAGE, Words("写成 2026-12-01 的样子", "write it like 2026-12-01")),
    "quote": Case(
        _MESSAGE, Words('加上英文双引号："{value}"', 'put it in double quotes: "{value}"')
    ),
    "single": Case(
        _MESSAGE,
        Words("这里只写一项，不用列表", "there is one value only here, not a list"),
    ),
    "reference": Case(
        Words(
            "「{key}」以引用「[[」开头，会被读成列表",
            "“{key}” begins with “[[” and reads as a list",
        ),
        Words("给整个值加上英文双引号", "put the whole value in double quotes"),
    ),
    "slot": Case(
        Words(
            "「{key}」以空位「{{」开头，会被读成一组键",
            "“{key}” begins with “{{” and reads as keys",
        ),
        Words("给整个值加上英文双引号", "put the whole value in double quotes"),
    ),
    "file": Case(
        Words("整个文件应由「键: 值」组成", "the file should consist of “key: value” lines"),
        Words(
            "每行写「键: 值」，冒号用英文冒号，后面加一个空格",
            "write “key: value” in each line, with an ordinary colon and a space",
        ),
    ),
}

RULE = Rule(
    code="FMT22",
    severity=Severity.ERROR,
    title=Words("值的类型不对", "Value of a wrong type"),
    message=_MESSAGE,
    hint=Words(
        "写成一段文字；有特殊符号时加英文双引号",
        "write a text; put it in double quotes if it has signs",
    ),
    module=__name__,
    cases=_CASES,
    vocabulary={
        "wanted": {
            "text": Words("文字", "a text"),
            "integer": Words("整数", "a whole number"),
            "number": Words("数字", "a number"),
            "boolean": Words("是或否", "true or false"),
            "list": Words("列表", "a list"),
            "mapping": Words("一组「键: 值」", "a group of “key: value”"),
            "date": Words("日期", "a date"),
        }
    },
)
