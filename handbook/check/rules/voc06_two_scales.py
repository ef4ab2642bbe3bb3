"""One name stands for KPIs with two scales or units.

4.8 of 5 and 88 of 100 cannot both be “customer satisfaction”: whoever reads one in a report takes
it for the other. A goal must also be stated in the unit of its KPI and within its scale.

Wrong::

    kpis:
      - {id: kpi.rating, name: 客户满意度, unit: 分, scale: {min: 1, max: 5}, target: 4.8}
      - {id: kpi.csat, name: 客户满意度, unit: 分, scale: {min: 0, max: 100}, target: 88}

Right::

    kpis:
      - {id: kpi.rating, name: 服务满意度评分, unit: 分, scale: {min: 1, max: 5}, target: 4.8}
      - {id: kpi.csat, name: 客户满意度指数, unit: 分, scale: {min: 0, max: 100}, target: 88}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import words
from handbook.check.plain import plain
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import Aim, aims, amount_of, below, comparable, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry
from handbook.model.quantity import number


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each second scale of a name, and each goal on another scale."""
    settled = context.once(Settled)
    seen: dict[str, tuple[Entry, KpiItem]] = {}
    for entry in in_use(context.library, KpiItem.KIND):
        if not isinstance(kpi := entry.value, KpiItem):
            continue
        first, other = seen.setdefault(plain(kpi.name), (entry, kpi))
        if _measure(kpi) != _measure(other) and not settled(entry.address, first.address):
            args = {"name": kpi.name, "one": _measure(kpi), "other": _measure(other)}
            args |= {"one_id": entry.address, "other_id": first.address}
            yield Problem("VOC06", below(entry, "name"), args, ((below(first, "name"), "other"),))
    for aim in aims(context.library):
        if not _fits(aim) and not settled(aim.goal.id, aim.kpi.id):
            args = {"goal": aim.goal.id, "kpi": aim.kpi.id, "other": _measure(aim.kpi)}
            more = {"target": words(aim.goal.target), "why": "goal"}
            at = below(context.library.entries[aim.kpi.id], "unit")
            yield Problem("VOC06", aim.at("target"), args | more, ((at, "kpi"),))


def _measure(kpi: KpiItem) -> str:
    scale = f" {number(kpi.scale.min)}–{number(kpi.scale.max)}" if kpi.scale else ""
    return kpi.unit + scale


def _fits(aim: Aim) -> bool:
    target = aim.goal.target
    unit = amount_of(aim.kpi, 1)
    if unit is not None and not comparable(unit, target):
        return False
    scale = aim.kpi.scale
    return scale is None or scale.min <= target.value <= scale.max


RULE = Rule(
    code="VOC06",
    severity=Severity.ERROR,
    title=Words("同名指标两种分制", "One name, two scales"),
    message=Words(
        "「{name}」有两种分制：{one_id} 是「{one}」，{other_id} 是「{other}」",
        "“{name}” has two scales: {one_id} is “{one}”, {other_id} is “{other}”",
    ),
    hint=Words(
        "起两个不会混淆的名字，或合并成一个指标",
        "give them names that cannot be mixed up, or make them one KPI",
    ),
    check=check,
    module=__name__,
    cases={
        "goal": Case(
            Words(
                "{goal} 的目标 {target} 不在指标 {kpi} 的分制「{other}」上",
                "the target of {goal}, {target}, is not on the scale of {kpi}, “{other}”",
            ),
            Words(
                "换成指标的单位，或为它另设一个指标",
                "state it in the KPI's unit, or make a KPI for it",
            ),
        )
    },
    vocabulary={
        "label": {
            "other": Words("另一种分制", "the other scale"),
            "kpi": Words("指标的单位", "the KPI's unit"),
        }
    },
)
