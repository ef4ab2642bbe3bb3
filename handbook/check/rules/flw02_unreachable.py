"""No way leads to a step.

It is neither the first step nor the goal of a branch, a ``next``, an exception or another
procedure: nobody will ever do it, though it reads as if somebody must.

Wrong::

    steps:
      - id: check
        do: 核对订单
        who: role.agent
        next: answer
      - id: register
        do: 登记退货
        who: role.agent
      - id: answer
        do: 答复客户
        who: role.agent

Right::

    steps:
      - id: check
        do: 核对订单
        who: role.agent
        branches:
          - {when: 符合条件, go: register}
          - {when: 不符合条件, go: answer}
      - id: register
        do: 登记退货
        who: role.agent
      - id: answer
        do: 答复客户
        who: role.agent
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.steps import flow, reached
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each step that cannot be come to."""
    graph = context.once(flow)
    found = reached(graph, graph.starts)
    for address, step in graph.steps.items():
        if address not in found:
            place = graph.places[address]
            at = Place(place.file, (*place.route, "id"))
            yield Problem("FLW02", at, {"id": step.id, "do": step.do})


RULE = Rule(
    code="FLW02",
    severity=Severity.WARNING,
    title=Words("步骤走不到", "Step that is never reached"),
    message=Words("没有任何分支通向步骤「{do}」（{id}）", "no way leads to the step “{do}” ({id})"),
    hint=Words(
        "在它前面的步骤里加上通向它的分支，不需要时删去",
        "lead a branch to it, or take it out if it is no longer needed",
    ),
    check=check,
    absence=True,
    module=__name__,
)
