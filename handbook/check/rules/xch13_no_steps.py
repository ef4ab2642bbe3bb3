"""A Word file has no numbered steps.

A procedure is what somebody does, step by step; text alone is a policy.

Wrong::

    客户要求退货的，应当先核对订单。

Right::

    1. 核对订单
    2. 答复客户
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH13",
    severity=Severity.ERROR,
    title=Words("没有编号的步骤", "No numbered steps"),
    message=Words("没有找到编号的步骤", "no numbered steps were found"),
    hint=Words(
        "用 Word 的自动编号，或在段落开头写「1.」「一、」「（1）」或「第一步」",
        "use the numbering of Word, or begin paragraphs with 1. , 一、 , （1） or 第一步",
    ),
    module=__name__,
)
