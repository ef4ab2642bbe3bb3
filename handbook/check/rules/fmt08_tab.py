"""A line is indented with a tab.

How wide a tab is depends on the program that shows it, so the level of a line would be a guess.

Wrong (a tab before ``do``)::

    steps:
      - id: soothe
        do: 致歉并安抚情绪

Right::

    steps:
      - id: soothe
        do: 致歉并安抚情绪
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT08",
    severity=Severity.ERROR,
    title=Words("用制表符缩进", "Tab as indentation"),
    message=Words("这一行用制表符（Tab）缩进", "this line is indented with a tab"),
    hint=Words(
        "把 Tab 换成空格，每层两个；编辑器里可以设成按 Tab 键输入空格",
        "replace it by spaces, two for each level; an editor can be set to do so by itself",
    ),
    module=__name__,
)
