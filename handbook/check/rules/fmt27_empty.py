"""A text or a list is there, but empty.

A reader would see a heading with nothing below it. What has nothing to say is left out.

Wrong::

    tags: []
    purpose: ""

Right::

    purpose: 让退货的客户当天知道结果
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_HINT = Words(
    "写上内容；不需要时连键一起删去", "write its content; if it is not needed, delete the key too"
)

RULE = Rule(
    code="FMT27",
    severity=Severity.ERROR,
    title=Words("内容为空", "Empty text or list"),
    message=Words("「{key}」是空的", "“{key}” is empty"),
    hint=_HINT,
    module=__name__,
    cases={
        "nothing": Case(
            Words("「{key}」后面没有内容", "there is nothing after “{key}”"),
            Words(
                "写上内容，不需要时连键一起删去；「#」开头的文字是注释，要加英文双引号",
                "write its content, or delete the key; "
                "a text that begins with “#” is a comment unless it is in double quotes",
            ),
        ),
        "entry": Case(
            Words("「{key}」里有一项是空的", "an entry of “{key}” is empty"),
            Words("写上内容，或删去这一行", "write its content, or delete the line"),
        ),
        "few": Case(
            Words("「{key}」至少要有 {least} 项", "“{key}” needs at least {least} entries"),
            Words("补足各项", "add what is missing"),
        ),
    },
)
