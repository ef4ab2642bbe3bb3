"""A rule of the tool failed.

The mistake is in the tool, not in the sources. All other rules have done their work, so that what
they found can be mended meanwhile.

Wrong::

    规则 REF05 执行失败（KeyError: 'form.return'）

Right (a version of the tool in which it is mended)::

    没有发现问题
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="CFG09",
    severity=Severity.ERROR,
    title=Words("工具内部错误", "Internal error"),
    message=Words("规则 {rule} 执行失败（{detail}）", "internal error in rule {rule} ({detail})"),
    hint=Words(
        "这是工具的错误，不是内容的错误：把这一行发给维护工具的同事；其他检查不受影响",
        "the fault is the tool's, not the content's: send this line to whoever keeps the tool; "
        "the other rules have run",
    ),
    module=__name__,
)
