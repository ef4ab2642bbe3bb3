"""The limits of the steps add up to more than is promised for the whole procedure.

Everybody can keep their limit, and the customer still waits longer than was promised. The longest
way through the procedure counts, each step once; a working day is taken as a day.

Wrong::

    within: 1h
    steps:
      - id: check
        do: 核对
        who: role.agent
        within: 45min
      - id: decide
        do: 审批
        who: role.manager
        within: 30min

Right::

    within: 2h
    steps:
      - id: check
        do: 核对
        who: role.agent
        within: 45min
      - id: decide
        do: 审批
        who: role.manager
        within: 30min
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.check.limits import limit_of, seconds, words
from handbook.check.longest import longest
from handbook.check.rule import Context, Rule, Words
from handbook.check.steps import Flow, flow
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.model.quantity import Amount
from handbook.model.sop import Sop
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each procedure whose steps take longer than it promises."""
    library = context.library
    promised = [sop for sop in library.of_kind(Sop.KIND) if sop.within and sop.status != "retired"]
    graph = context.once(flow) if promised else None
    for sop in promised:
        limit = limit_of(library, sop.within)
        if graph and limit and (allowed := seconds(limit)) is not None:
            yield from _compared(library, graph, sop, (limit, allowed))


def _compared(
    library: Library, graph: Flow, sop: Sop, promise: tuple[Amount, float]
) -> Iterator[Problem]:
    own = [f"{sop.id}#{step.id}" for step in sop.steps]
    limits = {one: limit_of(library, graph.steps[one].within) for one in own}
    lengths = {one: (seconds(limit) or 0) if limit else 0 for one, limit in limits.items()}
    path = longest(graph.targets(own), own[0], lengths)
    if sum(lengths[one] for one in path) > promise[1]:
        steps = [(graph.steps[one].do, limits[one]) for one in path]
        places = [graph.places[one] for one in path if lengths[one]]
        related = tuple((Place(at.file, (*at.route, "within")), "step") for at in places)
        path_said = Words(_sum(steps, "zh-Hans"), _sum(steps, "en"))
        args = {"promised": words(promise[0]), "path": path_said}
        yield Problem("FLW07", Place(library.file_of(sop.id), ("within",)), args, related)


def _sum(steps: Iterable[tuple[str, Amount | None]], language: str) -> str:
    said = (f"{do} {limit.words(language)}" if limit else do for do, limit in steps)
    return " + ".join(said)


RULE = Rule(
    code="FLW07",
    severity=Severity.ERROR,
    title=Words("各步时限之和超过承诺", "Steps longer than the promise"),
    message=Words(
        "承诺全程 {promised}，最长的一条路各步时限之和超过了它：{path}",
        "the promise is {promised}, but the limits of the longest way add up to more: {path}",
    ),
    hint=Words(
        "缩短其中几步的时限，或放宽承诺", "shorten the limits of some steps, or promise less"
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"step": Words("这条路上的时限", "a limit on that way")}},
)
