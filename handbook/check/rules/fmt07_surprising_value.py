"""A value without quotes that many programs read as something else than what is written.

``22:30`` becomes 1350, ``no`` becomes false, ``3.10`` becomes 3.1 and ``0123`` becomes 83, each
without a word. Quotes say that the value is meant as it stands.

Wrong::

    example: 22:30

Right::

    example: "22:30"
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_QUOTE = Words('加上英文双引号："{value}"', 'put it in double quotes: "{value}"')

_CASES = {
    "switch": Case(
        Words(
            "「{value}」会被许多程序读成「是」或「否」",
            "many programs read “{value}” as true or false",
        ),
        Words(
            '表示是或否，写 true 或 false；是文字，加上英文双引号："{value}"',
            'write true or false if that is meant; put a text in double quotes: "{value}"',
        ),
    ),
    "time": Case(
        Words(
            "「{value}」会被许多程序读成六十进制的数",
            "many programs read “{value}” as a number to the base of sixty",
        ),
        _QUOTE,
    ),
    "nought": Case(
        Words("「{value}」开头的 0 会丢失", "“{value}” would lose its leading nought"),
        _QUOTE,
    ),
    "decimal": Case(
        Words("「{value}」末尾的 0 会丢失", "“{value}” would lose its last nought"),
        Words(
            '是版本号，写三个数字，如 {value}.0；是文字，加上英文双引号："{value}"；'
            "是数值，删去末尾的 0",
            "a version has three numbers, such as {value}.0; put a text in double quotes: "
            '"{value}"; if it is a number, leave the nought out',
        ),
    ),
}

RULE = Rule(
    code="FMT07",
    severity=Severity.ERROR,
    title=Words("会被读错的值", "Value that is read as something else"),
    message=Words(
        "「{value}」会被不同程序读成不同的数",
        "“{value}” is read as different numbers by different programs",
    ),
    hint=_QUOTE,
    module=__name__,
    cases=_CASES,
)
