"""A key step has no measure.

A step is marked as key because the result hangs on it. Where no KPI looks at it, nobody sees
it slip (principle: each key link carries a quantified standard). A service level as its limit that
names a KPI counts too. Asked only of a handbook that has KPIs.

Wrong::

    steps:
      - id: soothe
        do: 致歉并安抚
        who: role.agent
        key: true

Right::

    steps:
      - id: soothe
        do: 致歉并安抚
        who: role.agent
        key: true
        measures: [kpi.satisfaction]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.kpi import KpiItem
from handbook.model.library import Library
from handbook.model.service_level import ServiceLevel
from handbook.model.sop import Sop, Step
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each key step that no KPI covers."""
    library = context.library
    if not library.of_kind(KpiItem.KIND):
        return
    for sop in library.of_kind(Sop.KIND):
        for number, step in enumerate(sop.steps if sop.status != "retired" else ()):
            if step.key and not step.measures and not _by_limit(library, step):
                at = Place(library.file_of(sop.id), ("steps", number, "key"))
                yield Problem("COV01", at, {"do": step.do})


def _by_limit(library: Library, step: Step) -> bool:
    entry = library.entries.get(step.within) if isinstance(step.within, str) else None
    return entry is not None and isinstance(entry.value, ServiceLevel) and bool(entry.value.kpis)


RULE = Rule(
    code="COV01",
    severity=Severity.WARNING,
    title=Words("关键步骤没有指标", "Key step without a measure"),
    message=Words("关键步骤「{do}」没有指标衡量", "no KPI measures the key step “{do}”"),
    hint=Words(
        "在 measures 里写上衡量它的指标，不关键的去掉 key",
        "name the KPIs under measures, or take key away",
    ),
    check=check,
    module=__name__,
)
