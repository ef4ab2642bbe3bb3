"""A source is empty, or holds comments only.

Somebody created it and forgot it, or lost its content.

Wrong::

    # 退货处理

Right::

    id: SOP-RET-01
    title: 退货处理
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT15",
    severity=Severity.ERROR,
    title=Words("空文件", "Empty file"),
    message=Words("文件里没有内容", "there is nothing in the file"),
    hint=Words("写入内容，或删去这个文件", "write its content, or delete the file"),
    module=__name__,
)
