"""A key that every document or item of this kind needs is missing.

The place shown is the first key of the part that lacks it.

Wrong::

    id: SOP-RET-01
    title: 退货处理
    status: draft

Right::

    id: SOP-RET-01
    title: 退货处理
    version: 0.1.0
    status: draft
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT20",
    severity=Severity.ERROR,
    title=Words("缺少必填的键", "Key missing"),
    message=Words("这里缺少「{key}」", "“{key}” is missing here"),
    hint=Words("在同一层补上「{key}: …」", "add “{key}: …” at the same level"),
    module=__name__,
)
