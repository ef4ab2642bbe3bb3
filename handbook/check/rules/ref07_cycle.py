"""References run in a circle where they must come to an end.

A document cannot supersede its own successor, a role cannot report to somebody who reports to it,
and a script that quotes a script that quotes it has no wording.

Wrong::

    roles:
      - id: role.supervisor
        reports_to: role.manager
      - id: role.manager
        reports_to: role.supervisor

Right::

    roles:
      - id: role.supervisor
        reports_to: role.manager
      - id: role.manager
        name: 客服经理
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.cycles import cycles
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library, Use
from handbook.source import Place

_Edges = dict[str, dict[str, Place]]


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each group of things that refer to each other in a circle."""
    graphs: dict[str, _Edges] = {}
    for use in context.library.uses:
        if (edge := _edge(context.library, use)) is not None:
            why, source, target = edge
            graphs.setdefault(why, {}).setdefault(source, {}).setdefault(target, use.place)
    for why, graph in graphs.items():
        for circle in cycles({node: list(after) for node, after in graph.items()}):
            ways = [graph[a][b] for a, b in zip(circle, [*circle[1:], circle[0]], strict=True)]
            args = {"circle": " → ".join([*circle, circle[0]]), "why": why}
            related = tuple((place, "next") for place in ways[1:])
            yield Problem("REF07", ways[0], args, related)


def _edge(library: Library, use: Use) -> tuple[str, str, str] | None:
    """The graph that a reference belongs to, and its ends."""
    key = use.place.route[-1]
    if key == "supersedes":
        return "supersedes", use.source, use.target
    if key == "superseded_by":
        return "supersedes", use.target, use.source
    if key == "reports_to":
        return "reports_to", use.source, use.target
    if use.prose and "|" not in use.place.needle and key == "text":
        ends = (library.entries.get(use.source), library.entries.get(use.target))
        if all(end is not None and end.kind == "script" for end in ends):
            return "script", use.source, use.target
    return None


_CIRCLE = Words("去掉其中一处引用", "take out one of these references")

RULE = Rule(
    code="REF07",
    severity=Severity.ERROR,
    title=Words("引用成环", "References in a circle"),
    message=Words("引用成环：{circle}", "references run in a circle: {circle}"),
    hint=_CIRCLE,
    check=check,
    module=__name__,
    cases={
        "supersedes": Case(
            Words("文件互相替代：{circle}", "documents supersede each other: {circle}"), _CIRCLE
        ),
        "reports_to": Case(
            Words("岗位互为上级：{circle}", "roles report to each other: {circle}"), _CIRCLE
        ),
        "script": Case(
            Words(
                "话术互相引用，没有尽头：{circle}", "scripts quote each other without end: {circle}"
            ),
            Words("其中一处直接写出要说的话", "write out the words in one of them"),
        ),
    },
    vocabulary={"label": {"next": Words("环上的下一处", "the next one of the circle")}},
)
