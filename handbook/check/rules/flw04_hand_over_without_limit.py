"""Work passes to somebody else, and no limit says by when that one must have acted.

Between two people is where cases lie. What is handed over has a stated deadline, and the customer
can be told of it.

Wrong::

    steps:
      - id: report
        do: 上报主管
        who: role.agent
      - id: decide
        do: 审批方案
        who: role.manager

Right::

    steps:
      - id: report
        do: 上报主管
        who: role.agent
      - id: decide
        do: 审批方案
        who: role.manager
        within: 2h
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.steps import END, flow
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each step without a limit that takes over from another actor."""
    library = context.library
    graph = flow(library)
    told = set()
    for source, ways in graph.ways.items():
        giver = graph.steps[source].who
        for target in (way.target for way in ways if way.target != END):
            step = graph.steps[target]
            if step.who == giver or step.within is not None or target in told:
                continue
            told.add(target)
            names = [
                entry.label if (entry := library.entries.get(who)) else who
                for who in (giver, step.who)
            ]
            place = graph.places[target]
            at = Place(place.file, (*place.route, "who"))
            args = {"do": step.do, "giver": names[0], "taker": names[1]}
            before = graph.places[source]
            related = ((Place(before.file, (*before.route, "who")), "giver"),)
            yield Problem("FLW04", at, args, related)


RULE = Rule(
    code="FLW04",
    severity=Severity.WARNING,
    title=Words("交接没有时限", "Hand-over without a limit"),
    message=Words(
        "「{do}」由{taker}从{giver}接手，却没有时限",
        "{taker} takes over “{do}” from {giver} without a limit",
    ),
    hint=Words(
        "写上 within：一条服务时限，或直接写时长",
        "say within what: a service level, or a duration",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"giver": Words("从这里交出", "handed over from here")}},
)
