"""A waiver is past its day.

A waiver accepts a finding until a day, so that somebody looks again. From then on the finding is
told as before.

Wrong (after 2026-06-30)::

    waive:
      - {rule: REF05, reason: 新表单下月启用, until: 2026-06-30}

Right::

    waive:
      - {rule: REF05, reason: 新表单一月启用, until: 2027-01-31}
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="CFG01",
    severity=Severity.WARNING,
    title=Words("豁免已过期", "Waiver expired"),
    message=Words(
        "对 {rule} 的豁免到 {until} 为止，已经过期", "the waiver of {rule} ended on {until}"
    ),
    hint=Words(
        "解决问题后删去豁免；仍有理由时写明新的 until",
        "mend what it was for and delete it; if there is still a reason, set a new until",
    ),
    module=__name__,
)
