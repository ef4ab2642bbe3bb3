"""Two indicators are taken for one: the same name or the same formula, and two targets.

A team that is told 100 % here and 85 % there argues about figures rather than about work. Where the
two differ, the formulas must show in what; a decision that concerns both settles it.

Wrong::

    kpis:
      - {id: kpi.first-level, name: 一级解决率, formula: 已解决件数 ÷ 件数, unit: "%", target: 100}
      - {id: kpi.first-contact, name: 首次解决率, formula: 已解决件数 ÷ 件数, unit: "%", target: 85}

Right::

    kpis:
      - {id: kpi.first-level, name: 一级问题解决率, formula: 已解决的一级问题 ÷ 一级问题, unit: "%",
         target: 100}
      - {id: kpi.first-contact, name: 首次接触解决率, formula: 一次联系办结的问题 ÷ 全部问题,
         unit: "%", target: 85}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.check.plain import plain
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry

_Kpis = list[tuple[Entry, KpiItem]]


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each indicator with the name or formula of an earlier one."""
    settled = Settled(context.library)
    kpis = [
        (entry, entry.value)
        for entry in in_use(context.library, KpiItem.KIND)
        if isinstance(entry.value, KpiItem)
    ]
    yield from _twins(kpis, settled, "name", lambda kpi: plain(kpi.name))
    yield from _twins(kpis, settled, "formula", lambda kpi: plain(kpi.formula))


def _twins(
    kpis: _Kpis, settled: Settled, key: str, words: Callable[[KpiItem], str]
) -> Iterator[Problem]:
    seen: dict[object, tuple[Entry, KpiItem]] = {}
    for entry, kpi in kpis:
        measure = (words(kpi), kpi.unit, kpi.direction, str(kpi.scale), kpi.channels)
        first, other = seen.setdefault(measure, (entry, kpi))
        told = key == "formula" and plain(kpi.name) == plain(other.name)
        if kpi.target == other.target or told or settled(entry.address, first.address):
            continue
        args = {"one": kpi.name, "one_id": entry.address, "one_target": _target(kpi)}
        args |= {"other": other.name, "other_id": first.address, "other_target": _target(other)}
        why = {"why": "name"} if key == "name" else {}
        yield Problem("VOC07", below(entry, key), args | why, ((below(first, key), "other"),))


def _target(kpi: KpiItem) -> str:
    return "—" if kpi.target is None else f"{kpi.target:g}"


_HINT = Words(
    "在公式里写出两者的区别，或合并；确是两个指标的，写一条 decisions 说明",
    "show the difference in the formulas, or make them one; where both are meant, "
    "say so in decisions",
)

RULE = Rule(
    code="VOC07",
    severity=Severity.WARNING,
    title=Words("两个指标容易混为一个", "Indicators taken for one"),
    message=Words(
        "「{one}」（{one_id}）与「{other}」（{other_id}）算法相同，"
        "目标却是 {one_target} 和 {other_target}",
        "“{one}” ({one_id}) and “{other}” ({other_id}) have one formula, "
        "but the targets {one_target} and {other_target}",
    ),
    hint=_HINT,
    check=check,
    module=__name__,
    cases={
        "name": Case(
            Words(
                "「{one}」定义了两次，{one_id} 的目标是 {one_target}，"
                "{other_id} 的目标是 {other_target}",
                "“{one}” is defined twice: the target of {one_id} is {one_target}, "
                "that of {other_id} {other_target}",
            ),
            _HINT,
        )
    },
    vocabulary={"label": {"other": Words("另一个指标", "the other indicator")}},
)
