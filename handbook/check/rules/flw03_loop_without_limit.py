"""Work may be passed round without end, and no step of the loop has a time limit.

A loop is right where something must be tried again. Where it passes between people and no step of
it has a limit or a path of escalation, a case can go round for ever and nobody is told. What one
and the same person repeats, such as a question to the customer, is no such loop.

Wrong::

    steps:
      - id: ask
        do: 请客户补充资料
        who: role.agent
      - id: check
        do: 审核资料
        who: role.manager
        branches:
          - {when: 资料齐全, go: end}
          - {when: 资料不全, go: ask}

Right::

    steps:
      - id: ask
        do: 请客户补充资料
        who: role.agent
      - id: check
        do: 审核资料
        who: role.manager
        within: 24h
        branches:
          - {when: 资料齐全, go: end}
          - {when: 资料不全, go: ask}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.cycles import cycles
from handbook.check.rule import Context, Rule, Words
from handbook.check.steps import ending, flow
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each loop between people that can be left and keeps no time."""
    graph = context.once(flow)
    ends = ending(graph)
    loose = [
        address
        for address, step in graph.steps.items()
        if step.within is None and step.escalate is None and address in ends
    ]
    for circle in cycles(graph.targets(loose)):
        if len({graph.steps[one].who for one in circle}) == 1:
            continue
        back = graph.way(circle[-1], circle[0])
        yield Problem("FLW03", back.place, {"path": graph.path([*circle, circle[0]])})


RULE = Rule(
    code="FLW03",
    severity=Severity.WARNING,
    title=Words("循环没有时限", "Loop without a limit"),
    message=Words(
        "这几步可以一直转下去，没有一步有时限或升级路径：{path}",
        "these steps may pass it round for ever, and none has a limit or an escalation: {path}",
    ),
    hint=Words(
        "给其中一步写上 within 或 escalate",
        "give one of the steps a limit (within) or a path (escalate)",
    ),
    check=check,
    module=__name__,
)
