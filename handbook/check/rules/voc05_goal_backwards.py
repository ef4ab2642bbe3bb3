"""A goal leads back: its target is no better than its baseline, or a milestone overshoots it.

A reader then doubts every figure of the programme. A milestone that is better than the target for
good reason is settled by a decision that concerns the goal.

Wrong::

    goals:
      - id: goal.first-resolution
        kpi: kpi.first-resolution
        baseline: 85 %
        target: 65 %

Right::

    goals:
      - id: goal.first-resolution
        kpi: kpi.first-resolution
        baseline: 65 %
        target: 85 %
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import size, words
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import Aim, aims, comparable
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each goal, and each milestone, that leads the wrong way."""
    settled = context.once(Settled)
    for aim in aims(context.library):
        if not settled(aim.goal.id):
            yield from _backwards(aim)


def _backwards(aim: Aim) -> Iterator[Problem]:
    goal = aim.goal
    args = {"goal": goal.id, "target": words(goal.target), "baseline": words(goal.baseline)}
    if not comparable(goal.baseline, goal.target):
        return
    if not aim.worse(size(goal.baseline), size(goal.target)):
        yield Problem("VOC05", aim.at("target"), args, ((aim.at("baseline"), "baseline"),))
        return
    for number, one in enumerate(goal.milestones):
        if comparable(one.value, goal.target) and aim.worse(size(goal.target), size(one.value)):
            at = aim.at("milestones", number, "value")
            more = {"value": words(one.value), "after": words(one.after), "why": "milestone"}
            yield Problem("VOC05", at, args | more, ((aim.at("target"), "target"),))


RULE = Rule(
    code="VOC05",
    severity=Severity.ERROR,
    title=Words("目标往回走", "Goal that leads back"),
    message=Words(
        "{goal} 的目标 {target} 并不比基线 {baseline} 好",
        "the target of {goal}, {target}, is no better than its baseline, {baseline}",
    ),
    hint=Words(
        "核对基线、目标和指标的方向（direction）",
        "look at baseline, target and the KPI's direction",
    ),
    check=check,
    module=__name__,
    cases={
        "milestone": Case(
            Words(
                "{goal} 在 {after} 后要达到 {value}，比最终目标 {target} 还好",
                "{goal} is to reach {value} after {after}, better than its target {target}",
            ),
            Words(
                "核对里程碑与目标；确实如此的，写一条 decisions 说明",
                "look at milestone and target; where both are meant, say so in decisions",
            ),
        )
    },
    vocabulary={
        "label": {"baseline": Words("基线", "the baseline"), "target": Words("目标", "the target")}
    },
)
