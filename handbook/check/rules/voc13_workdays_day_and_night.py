"""A limit in working days says that its clock runs day and night.

Working days leave out nights and holidays, `clock: calendar` counts them: agents would promise a
customer two different days.

Wrong::

    levels:
      - {id: sla.refund, touchpoint: 退款, measure: handling, limit: 3 workdays, clock: calendar}

Right::

    levels:
      - {id: sla.refund, touchpoint: 退款, measure: handling, limit: 3 workdays, clock: working}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import below
from handbook.diagnostics import Problem, Severity
from handbook.model.service_level import ServiceLevel


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each level in working days whose clock is written as calendar time."""
    for entry in context.library.entries.values():
        level = entry.value
        if (
            not isinstance(level, ServiceLevel)
            or not level.limit
            or "clock" not in level.model_fields_set
        ):
            continue
        if level.clock == "calendar" and level.limit.unit == "workdays":
            yield Problem("VOC13", below(entry, "clock"), {"name": level.name})


RULE = Rule(
    code="VOC13",
    severity=Severity.WARNING,
    title=Words("工作日却连续计时", "Working days counted day and night"),
    message=Words(
        "「{name}」的时限是工作日，计时方式却含夜间与节假日",
        "“{name}” has a limit in working days and a clock that runs through nights and holidays",
    ),
    hint=Words(
        "写成 clock: working；时限真是自然日的，单位改成 days",
        "write `clock: working`, or days as the unit where calendar days are meant",
    ),
    check=check,
    module=__name__,
)
