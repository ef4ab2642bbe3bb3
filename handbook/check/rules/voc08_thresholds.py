"""Target, thresholds and scale of a KPI contradict each other.

A target outside the scale can never be met. Going down from the target comes first the value that
calls for attention, then the one that calls for action; in the other order the alarm comes late.

Wrong::

    kpis:
      - id: kpi.answer-rate
        direction: higher
        target: 95
        thresholds: {warning: 90, critical: 94}

Right::

    kpis:
      - id: kpi.answer-rate
        direction: higher
        target: 95
        thresholds: {warning: 94, critical: 90}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.kpi import KpiItem
from handbook.model.quantity import number
from handbook.source import Route


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each value off the scale, and each pair in the wrong order."""
    for entry in in_use(context.library, KpiItem.KIND):
        if not isinstance(kpi := entry.value, KpiItem):
            continue
        values = list(_values(kpi))
        for name, route, value in values:
            if kpi.scale and not kpi.scale.min <= value <= kpi.scale.max:
                args = {
                    "name": kpi.name, "key": name, "value": number(value),
                    "min": number(kpi.scale.min), "max": number(kpi.scale.max),
                }  # fmt: skip
                yield Problem("VOC08", below(entry, *route), args | {"why": "scale"})
        for (name, route, better), (other, at, worse) in pairwise(values):
            if better != worse and (better > worse) != (kpi.direction == "higher"):
                args = {"name": kpi.name, "key": other, "value": number(worse)}
                args |= {"other": name, "better": number(better)}
                yield Problem("VOC08", below(entry, *at), args, ((below(entry, *route), name),))


def _values(kpi: KpiItem) -> Iterator[tuple[str, Route, float]]:
    """From the best to the worst."""
    if kpi.target is not None:
        yield "target", ("target",), kpi.target
    for name in ("warning", "critical"):
        value = getattr(kpi.thresholds, name, None)
        if value is not None:
            yield name, ("thresholds", name), value


_NAMES = {
    "target": Words("目标", "target"),
    "warning": Words("预警线", "warning threshold"),
    "critical": Words("处置线", "critical threshold"),
}

RULE = Rule(
    code="VOC08",
    severity=Severity.ERROR,
    title=Words("目标与预警线矛盾", "Target and thresholds disagree"),
    message=Words(
        "「{name}」的{key} {value} 反而比{other} {better} 好",
        "“{name}”: the {key} {value} is better than the {other} {better}",
    ),
    hint=Words(
        "由好到差依次是 target、warning、critical；再核对 direction",
        "from good to bad they are target, warning, critical; look at direction too",
    ),
    check=check,
    module=__name__,
    cases={
        "scale": Case(
            Words(
                "「{name}」的{key} {value} 不在分制 {min}～{max} 之内",
                "“{name}”: the {key} {value} is not on the scale {min}–{max}",
            ),
            Words("核对数值与 scale", "look at the value and at scale"),
        )
    },
    vocabulary={"key": _NAMES, "other": _NAMES, "label": _NAMES},
)
