"""A date that does not exist, or is not written as year-month-day.

Wrong::

    effective: 2026-02-30

Right::

    effective: 2026-02-28
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT24",
    severity=Severity.ERROR,
    title=Words("日期不存在", "Date that does not exist"),
    message=Words("日期「{value}」不存在", "there is no date “{value}”"),
    hint=Words("核对月份和日子", "look at the month and the day"),
    module=__name__,
    cases={
        "shape": Case(
            Words("「{value}」不是日期的写法", "“{value}” is not how a date is written"),
            Words(
                "写成 2026-12-01 的样子：四位年、两位月、两位日，用「-」连接",
                "write it like 2026-12-01: four digits, two and two, with “-” between",
            ),
        )
    },
)
