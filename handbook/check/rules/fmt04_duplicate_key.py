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

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT04",
    severity=Severity.ERROR,
    title=Words("键重复", "Duplicate key"),
    message=Words(
        "键「{key}」在同一层写了两次，第一次在第 {line} 行",
        "key “{key}” is written twice at one level, first in line {line}",
    ),
    hint=Words("删去其中一个，或合并两处内容", "delete one of them, or merge the two"),
    module=__name__,
)
