"""A source is laid out in a way that the tool cannot change without disturbing it.

Nothing is written rather than something that reads otherwise.

Wrong::

    kpis: [ { id: kpi.a , ? name : 甲 } ]

Right::

    kpis:
      - id: kpi.a
        name: 甲
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH11",
    severity=Severity.ERROR,
    title=Words("源文件的写法改不了", "Layout that cannot be changed"),
    message=Words(
        "{document} 的写法特殊，工具无法只改其中几处",
        "{document} is laid out so that single places of it cannot be changed",
    ),
    hint=Words("在源文件里直接改", "change the source itself"),
    module=__name__,
)
