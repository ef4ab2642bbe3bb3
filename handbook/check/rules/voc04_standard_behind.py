"""A standing standard asks for less than is already done.

The baseline of a goal says how things are today. A standard that is looser lets everybody fall
back, and to readers it looks as if the handbook did not know its own figures. A decision that
concerns both settles it: a limit for the single case may well be wider than today's mean.

Wrong::

    levels:
      - {id: sla.first, touchpoint: 投诉首次回应, limit: 24h, kpis: [kpi.response]}
    goals:
      - {id: goal.response, kpi: kpi.response, baseline: 2h, target: 30min}

Right::

    levels:
      - {id: sla.first, touchpoint: 投诉首次回应, limit: 2h, kpis: [kpi.response]}
    goals:
      - {id: goal.response, kpi: kpi.response, baseline: 2h, target: 30min}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import size, words
from handbook.check.rule import Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import aims, comparable, standing
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each standing figure that is looser than a goal's baseline."""
    library = context.library
    settled, figures = context.once(Settled), context.once(standing)
    for aim in aims(library):
        today = aim.goal.baseline
        for one in figures.get(aim.goal.kpi or "", ()):
            if not comparable(today, one.amount) or settled(aim.goal.id, one.entry.address):
                continue
            if aim.worse(size(one.amount), size(today)):
                args = {"goal": aim.goal.id, "today": words(today)}
                args |= {"standing": one.entry.address, "amount": words(one.amount)}
                yield Problem("VOC04", one.place, args, ((aim.at("baseline"), "today"),))


RULE = Rule(
    code="VOC04",
    severity=Severity.WARNING,
    title=Words("标准比现状还宽", "Standard behind today's figure"),
    message=Words(
        "{standing} 只要求 {amount}，而 {goal} 的基线说现在已经是 {today}",
        "{standing} asks for {amount} only, but the baseline of {goal} says {today} today",
    ),
    hint=Words(
        "收紧标准；两者量的不是一件事的，写一条 decisions 说明",
        "tighten the standard; where the two measure different things, say so in decisions",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"today": Words("现状", "today's figure")}},
)
