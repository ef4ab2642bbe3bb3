"""Two KPIs are taken for one: they share a name or synonym, or both speak of a first.

A team that is told 100 % here and 85 % there argues about figures rather than about work. “First
level” and “first contact” sound alike in talk (一级, 首次, 一次); so do names that share a synonym.
Where both are meant, the full names must tell them apart; a decision that concerns both settles it.

Wrong::

    kpis:
      - {id: kpi.first-level, name: 一级解决率, unit: "%", target: 100}
      - {id: kpi.first-contact, name: 首次解决率, unit: "%", target: 85}

Right::

    kpis:
      - {id: kpi.first-level, name: 一级问题解决率, unit: "%", target: 100}
      - {id: kpi.first-contact, name: 首次接触解决率, unit: "%", target: 85}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.plain import plain
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry
from handbook.model.quantity import number

_FIRST = re.compile(r"第?一级|第?一次|首次|初次|首问|首解|firstlevel|firstcontact|firsttime|first")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each KPI that an earlier one may be taken for."""
    settled = context.once(Settled)
    seen: dict[str, tuple[Entry, KpiItem]] = {}
    for entry in in_use(context.library, KpiItem.KIND):
        if not isinstance(kpi := entry.value, KpiItem):
            continue
        for key in _heard(kpi):
            first, other = seen.setdefault(key, (entry, kpi))
            if _confused(kpi, other) and not settled(entry.address, first.address):
                yield _problem((entry, kpi), (first, other))
                break


def _heard(kpi: KpiItem) -> Iterator[str]:
    """What a KPI is called, and what is heard of a name that speaks of a first."""
    for word in dict.fromkeys((kpi.name, *kpi.synonyms)):
        yield plain(word)
        if _FIRST.search(plain(word)):
            yield "1 " + _FIRST.sub("", plain(word))


def _confused(kpi: KpiItem, other: KpiItem) -> bool:
    """Whether two KPIs ask for different figures; two scales of one name are VOC06's."""
    if kpi.id == other.id or kpi.target is None or other.target is None:
        return False
    measures = [(one.unit, one.direction, one.scale) for one in (kpi, other)]
    if plain(kpi.name) == plain(other.name) and measures[0] != measures[1]:
        return False
    return kpi.target != other.target


def _problem(one: tuple[Entry, KpiItem], other: tuple[Entry, KpiItem]) -> Problem:
    (entry, kpi), (first, twin) = one, other
    args: dict[str, object] = {"one": kpi.name, "one_id": entry.address}
    args |= {"other": twin.name, "other_id": first.address}
    args |= {"one_target": number(kpi.target or 0), "other_target": number(twin.target or 0)}
    if plain(kpi.name) == plain(twin.name):
        args["why"] = "name"
    return Problem("VOC07", below(entry, "name"), args, ((below(first, "name"), "other"),))


_HINT = Words(
    "用分得清的全名，或合并成一个；确是两个指标的，写一条 decisions 说明",
    "give them names that tell them apart, or make them one; where both are meant, "
    "say so in decisions",
)

RULE = Rule(
    code="VOC07",
    severity=Severity.WARNING,
    title=Words("两个指标容易混为一个", "KPIs taken for one"),
    message=Words(
        "「{one}」（{one_id}）与「{other}」（{other_id}）容易混为一个，"
        "目标却是 {one_target} 和 {other_target}",
        "“{one}” ({one_id}) and “{other}” ({other_id}) sound like one, "
        "but have the targets {one_target} and {other_target}",
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
    vocabulary={"label": {"other": Words("另一个指标", "the other KPI")}},
)
