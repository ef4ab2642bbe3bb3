"""A Markdown source has no control block at its head.

The control block between two lines ``---`` holds number, version, status and owner; without it
nobody can tell which document this is and whether it is in force.

Wrong::

    # 客户投诉管理办法

Right::

    ---
    id: POL-CMP-01
    title: 客户投诉管理办法
    ---
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_HINT = Words(
    "文件第一行写「---」，接着写 id、title、version 等，再写一行「---」结束",
    "write “---” as the first line, then id, title, version and the rest, then “---” again",
)

RULE = Rule(
    code="FMT09",
    severity=Severity.ERROR,
    title=Words("缺少文件头", "Control block missing"),
    message=Words(
        "文件开头没有「---」引起的文件头", "the file does not begin with a control block"
    ),
    hint=_HINT,
    module=__name__,
    cases={
        "unclosed": Case(
            Words("文件头没有以「---」结束", "the control block is not closed by “---”"),
            Words(
                "在最后一个键之后单独写一行「---」",
                "write a line “---” after the last of its keys",
            ),
        ),
        "empty": Case(
            Words("两行「---」之间没有内容", "there is nothing between the two lines “---”"),
            _HINT,
        ),
    },
)
