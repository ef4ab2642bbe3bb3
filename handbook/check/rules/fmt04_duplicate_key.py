"""A key is written twice in one mapping.

YAML readers keep one of the two values and drop the other without a word; which one depends on the
reader. An agent would be shown whichever survived.

Wrong::

    title: 退货处理
    owner: dept.customer-service
    title: 退换货

Right::

    title: 退换货
    owner: dept.customer-service
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_MESSAGE = Words(
    "键「{key}」在同一层写了两次，第一次在第 {line} 行",
    "key “{key}” is written twice at one level, first in line {line}",
)

RULE = Rule(
    code="FMT04",
    severity=Severity.ERROR,
    title=Words("键重复", "Duplicate key"),
    message=_MESSAGE,
    hint=Words("删去其中一个，或合并两处内容", "delete one of them, or merge the two"),
    module=__name__,
    cases={
        "item": Case(
            _MESSAGE,
            Words(
                "从这里起如果是列表的下一项，在这一行前面加上「- 」，与上一项的「- 」对齐；"
                "否则删去其中一个",
                "if the next item of the list begins here, put “- ” before it, below that of the "
                "item above; else delete one of them",
            ),
        ),
    },
)
