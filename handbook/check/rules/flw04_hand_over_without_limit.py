"""Work passes to somebody else, and no limit says by when that one must have acted.

Between two people is where cases lie. What is handed over has a stated deadline, and the customer
can be told of it. Where another procedure begins, its own trigger counts.

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
from handbook.check.steps import END, Flow, flow
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each step without a limit that takes over from another actor."""
    graph = context.once(flow)
    firsts = set(graph.firsts)
    told = set()
    for source, ways in graph.ways.items():
        for target in (way.target for way in ways if way.target != END):
            begins = target in firsts and target.partition("#")[0] != source.partition("#")[0]
            taker = graph.steps[target]
            if taker.within or begins or target in told or taker.who == graph.steps[source].who:
                continue
            if not _are_known(context.library, taker.who, graph.steps[source].who):
                continue  # two may well be one, and what is wrong is told there
            told.add(target)
            yield _problem(context.library, graph, source, target)


def _are_known(library: Library, *actors: str) -> bool:
    return all(one in library.entries or library.is_unread(one) for one in actors)


def _problem(library: Library, graph: Flow, source: str, target: str) -> Problem:
    who = [graph.steps[one].who for one in (source, target)]
    names = [entry.label if (entry := library.entries.get(one)) else one for one in who]
    places = [graph.places[one] for one in (source, target)]
    giver, taker = (Place(place.file, (*place.route, "who")) for place in places)
    args = {"do": graph.steps[target].do, "giver": names[0], "taker": names[1]}
    return Problem("FLW04", taker, args, ((giver, "giver"),))


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
