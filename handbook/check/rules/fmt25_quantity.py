"""A value should be a number with a unit, and is not.

Limits, amounts and intervals are compared and calculated with, so their units come from a list.
A time within which something is done takes units of time only.

Wrong::

    limit: 10 分钟

Right::

    limit: 10min
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_MESSAGE = Words("「{value}」不是「数字加单位」的写法", "“{value}” is not a number with a unit")

RULE = Rule(
    code="FMT25",
    severity=Severity.ERROR,
    title=Words("不是「数字加单位」", "Not a number with a unit"),
    message=_MESSAGE,
    hint=Words(
        "写成 30s、10min、24h、3 workdays、2-3 items、100 CNY 的样子；可用的单位：{units}",
        "write it like 30s, 10min, 24h, 3 workdays, 2-3 items, 20 GBP; units: {units}",
    ),
    module=__name__,
    cases={
        "said": Case(_MESSAGE, Words("写成 {new}", "write {new}")),
        "days": Case(
            _MESSAGE,
            Words(
                "写成 {new}；只算工作日的，写成 {other}",
                "write {new}, or {other} where only working days count",
            ),
        ),
        "duration": Case(
            Words("「{value}」不是时长的写法", "“{value}” is not a length of time"),
            Words(
                "写成 30s、10min、24h、3 workdays 的样子；可用的单位：{units}",
                "write it like 30s, 10min, 24h, 3 workdays; units: {units}",
            ),
        ),
        "interval": Case(
            Words(
                "「{value}」不是可以按日历推算的周期",
                "“{value}” is not an interval that a calendar tells",
            ),
            Words(
                "写成 30 days、6 weeks、6 months、2 quarters、1 years 的样子，大于 0",
                "write it like 30 days, 6 weeks, 6 months, 2 quarters or 1 years, above nought",
            ),
        ),
    },
)
