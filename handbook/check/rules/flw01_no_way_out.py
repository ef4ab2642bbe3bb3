"""Steps lead round in a circle from which no way leads to an end.

Whoever comes there can only go round: the customer waits for a result that the procedure cannot
give. Each key link must join up, without a break in the flow (principle: systemic).

Wrong::

    steps:
      - id: check
        do: 核对订单
        who: role.agent
      - id: ask
        do: 补充资料
        who: role.agent
        next: check

Right::

    steps:
      - id: check
        do: 核对订单
        who: role.agent
        branches:
          - {when: 资料齐全, go: end}
          - {when: 资料不全, go: ask}
      - id: ask
        do: 补充资料
        who: role.agent
        next: check
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.cycles import cycles
from handbook.check.rule import Context, Rule, Words
from handbook.check.steps import ending, flow
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each group of steps that cannot be left."""
    graph = context.once(flow)
    stuck = graph.steps.keys() - ending(graph)
    for circle in cycles(graph.targets(stuck)):
        ways = [graph.way(a, b) for a, b in zip(circle, [*circle[1:], circle[0]], strict=True)]
        args = {"path": graph.path([*circle, circle[0]])}
        yield Problem("FLW01", ways[-1].place, args, tuple((way.place, "on") for way in ways[:-1]))


RULE = Rule(
    code="FLW01",
    severity=Severity.ERROR,
    title=Words("流程走不出去", "Flow without a way out"),
    message=Words(
        "这几步绕成一圈，没有一条路通向结束：{path}",
        "these steps run in a circle that no way leads out of: {path}",
    ),
    hint=Words(
        "给其中一步加上通向结束或其他流程的分支",
        "give one of the steps a branch to the end or to another procedure",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"on": Words("圈上的另一步", "another step of the circle")}},
)
