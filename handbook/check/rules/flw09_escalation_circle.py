"""A path of escalation comes back to somebody who has had the case before.

Each hop is called because those before could not help. Handing it back to one of them is passing
the buck, not progress.

Wrong::

    paths:
      - id: path.complaint
        name: 投诉升级
        trigger: 客户投诉
        starts_with: role.agent
        hops:
          - {to: role.manager, within: 15min, when: 判定为投诉, how: 口头报告}
          - {to: role.agent, within: 15min, when: 主管不在, how: 自行处理}

Right::

    paths:
      - id: path.complaint
        name: 投诉升级
        trigger: 客户投诉
        starts_with: role.agent
        hops:
          - {to: role.manager, within: 15min, when: 判定为投诉, how: 口头报告}
          - {to: role.director, within: 15min, when: 主管不在, how: 口头报告}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.escalation import EscalationPath
from handbook.model.library import Entry, Library
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each hop to somebody who stands earlier on the path."""
    library = context.library
    for entry in in_use(library, EscalationPath.KIND):
        if isinstance(entry.value, EscalationPath):
            yield from _back(library, entry, entry.value)


def _back(library: Library, entry: Entry, path: EscalationPath) -> Iterator[Problem]:
    route = entry.place.route[:-1]
    on_it = [path.starts_with]
    for number, hop in enumerate(path.hops):
        if hop.to in on_it:
            line = [*on_it[on_it.index(hop.to) :], hop.to]
            names = [one.label if (one := library.entries.get(to)) else to for to in line]
            at = Place(entry.place.file, (*route, "hops", number, "to"))
            yield Problem("FLW09", at, {"name": path.name, "path": " → ".join(names)})
        on_it.append(hop.to)


RULE = Rule(
    code="FLW09",
    severity=Severity.ERROR,
    title=Words("升级路径绕回原处", "Escalation in a circle"),
    message=Words(
        "「{name}」又转回已经经手的人：{path}",
        "“{name}” comes back to somebody who has had the case: {path}",
    ),
    hint=Words("改为更高一级，或删去这一级", "name somebody further up, or leave the hop out"),
    check=check,
    module=__name__,
)
