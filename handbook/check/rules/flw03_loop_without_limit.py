"""Steps may be repeated without end, and none of them has a time limit.

A loop is right where something must be tried again. Where no step of it has a limit or a path of
escalation, a case can go round for ever and nobody is told.

Wrong::

    steps:
      - id: ask
        do: 请客户补充资料
        who: role.agent
        branches:
          - {when: 资料齐全, go: end}
          - {when: 资料不全, go: ask}

Right::

    steps:
      - id: ask
        do: 请客户补充资料
        who: role.agent
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
    """Yield one problem for each loop, not without a way out, in which no time is kept."""
    graph = flow(context.library)
    ends = ending(graph)
    loose = [
        address
        for address, step in graph.steps.items()
        if step.within is None and step.escalate is None and address in ends
    ]
    for circle in cycles(graph.targets(loose)):
        back = graph.way(circle[-1], circle[0])
        yield Problem("FLW03", back.place, {"path": graph.path([*circle, circle[0]])})


RULE = Rule(
    code="FLW03",
    severity=Severity.WARNING,
    title=Words("循环没有时限", "Loop without a limit"),
    message=Words(
        "这几步可以一直重复，没有一步有时限或升级路径：{path}",
        "these steps may repeat for ever, and none has a limit or a path of escalation: {path}",
    ),
    hint=Words(
        "给其中一步写上 within 或 escalate",
        "give one of the steps a limit (within) or a path (escalate)",
    ),
    check=check,
    module=__name__,
)
