"""A KPI that nothing uses.

No step, procedure, service level, goal, card or text speaks of it: it is collected for nobody, or
the reference to it was forgotten.

Wrong (nothing says ``kpi.smile``)::

    kpis:
      - id: kpi.smile
        name: 微笑率

Right::

    steps:
      - id: greet
        do: 问候客户
        who: role.agent
        measures: [kpi.smile]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.kpi import KpiItem


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each KPI that is named nowhere but in itself."""
    library = context.library
    for entry in in_use(library, KpiItem.KIND):
        if all(use.source == entry.address for use in library.used_by(entry.address)):
            yield Problem("COV02", entry.place, {"id": entry.address, "name": entry.label})


RULE = Rule(
    code="COV02",
    severity=Severity.WARNING,
    title=Words("指标没有用处", "KPI without use"),
    message=Words("没有任何内容用到指标「{name}」（{id}）", "nothing uses the KPI “{name}” ({id})"),
    hint=Words(
        "在它衡量的步骤或时限里引用，不再需要时删去",
        "name it where it measures something, or take it out",
    ),
    check=check,
    absence=True,
    module=__name__,
)
