"""A goal asks for less than the standing standard.

Whoever reaches it still misses what is asked for every day. The standing standard is the target of
the goal's KPI, or the limit of a service level that names the KPI. A decision that
concerns both settles it.

Wrong::

    kpis:
      - {id: kpi.answer-rate, name: 接通率, unit: "%", direction: higher, target: 95}
    goals:
      - {id: goal.answer-rate, name: 接通率, kpi: kpi.answer-rate, target: 90 %}

Right::

    kpis:
      - {id: kpi.answer-rate, name: 接通率, unit: "%", direction: higher, target: 95}
    goals:
      - {id: goal.answer-rate, name: 接通率, kpi: kpi.answer-rate, target: 97 %}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import size
from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import at_odds, unsettled
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each standing figure that is stricter than a goal's target."""
    for aim, one in unsettled(context):
        if aim.worse(size(aim.goal.target), size(one.amount)):
            yield at_odds("VOC02", aim, one)


RULE = Rule(
    code="VOC02",
    severity=Severity.ERROR,
    title=Words("目标比常设标准宽", "Goal looser than the standard"),
    message=Words(
        "{goal} 的目标 {target} 比常设标准 {standing} 的 {amount} 还宽",
        "the target of {goal}, {target}, is looser than the {amount} of {standing}",
    ),
    hint=Words(
        "收紧目标；两者量的不是一件事的，写一条 decisions 说明",
        "tighten the goal; where the two measure different things, say so in decisions",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"standing": Words("常设标准", "the standing standard")}},
)
