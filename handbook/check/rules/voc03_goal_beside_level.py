"""A goal is stricter than a service level of its KPI, and nothing says which one counts.

A goal is meant to ask for more. But to an agent the handbook then names two figures for the same
thing: which one may be promised to a customer, and which one is a case judged by? A decision that
concerns both says so.

Wrong::

    levels:
      - {id: sla.first, touchpoint: 投诉首次回应, limit: 24h, kpis: [kpi.response]}
    goals:
      - {id: goal.response, kpi: kpi.response, target: 30min}

Right::

    levels:
      - {id: sla.first, touchpoint: 投诉首次回应, limit: 24h, kpis: [kpi.response]}
    goals:
      - {id: goal.response, kpi: kpi.response, target: 30min}
    decisions:
      - about: 对客户说哪一个
        concerns: [sla.first, goal.response]
        decided: 对客户承诺前者；后者只考核平均水平
        why: 承诺必须件件做到
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import size
from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import at_odds, unsettled
from handbook.diagnostics import Problem, Severity
from handbook.model.service_level import ServiceLevel


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each service level that a goal's target is stricter than."""
    for aim, one in unsettled(context):
        is_level = one.entry.kind == ServiceLevel.KIND
        if is_level and aim.worse(size(one.amount), size(aim.goal.target)):
            yield at_odds("VOC03", aim, one)


RULE = Rule(
    code="VOC03",
    severity=Severity.WARNING,
    title=Words("目标与服务时限并存", "Goal beside a service level"),
    message=Words(
        "同一件事有两个数：{goal} 的目标是 {target}，{standing} 是 {amount}，没有写明各管什么",
        "one thing, two figures: {goal} aims at {target}, {standing} says {amount}, "
        "and nothing says which counts when",
    ),
    hint=Words(
        "写一条 decisions，在 concerns 里列出两者，说明各管什么",
        "settle it in decisions, with both under concerns",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"standing": Words("服务时限", "the service level")}},
)
