"""A source holds a character that nobody can see.

Control characters break programs; marks that turn the direction of writing make a source read
other than it says; blanks without width, often pasted from a web page or a chat, hide a word from
every search and from the check of forbidden phrases. So does a letter that is written as its
number.

Wrong (``·`` stands for a blank without width)::

    title: 退货·处理

Right::

    title: 退货处理
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT02",
    severity=Severity.ERROR,
    title=Words("看不见的字符", "Hidden character"),
    message=Words(
        "这里有一个看不见的字符（{character}）",
        "there is a character here that cannot be seen ({character})",
    ),
    hint=Words(
        "删去这里的看不见字符；多半是从网页、聊天窗口或文档里复制时带来的，把前后几个字重打一遍即可",
        "delete it; it usually comes with text copied from a web page or a chat, "
        "so typing the words before and after it again is enough",
    ),
    module=__name__,
    cases={
        "entity": Case(
            Words(
                "「{character}」在网页上是另一个字，或者是看不见的字符，检查时读不到",
                "“{character}” is another character on a page, or a hidden one: no check reads it",
            ),
            Words("直接写那个字；看不见的删去", "write the character itself; delete a hidden one"),
        )
    },
)
