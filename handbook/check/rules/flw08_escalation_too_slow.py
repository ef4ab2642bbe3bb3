"""The first hop of a path of escalation may take longer than the grade that it serves allows.

By the time the first one who is called must have answered, the limit for the problem has passed. A
working day is taken as a day.

Wrong::

    grades:
      - {id: grade.2, name: 二级, rank: 2, criteria: 操作办理, handler: role.agent, how: 按流程,
         within: 1h, path: path.authority}
    paths:
      - id: path.authority
        name: 超权限报批
        trigger: 金额超出权限
        starts_with: role.agent
        hops:
          - {to: role.manager, within: 2h, when: 超出一线权限, how: 提交申请}

Right::

    grades:
      - {id: grade.2, name: 二级, rank: 2, criteria: 操作办理, handler: role.agent, how: 按流程,
         within: 4h, path: path.authority}
    paths:
      - id: path.authority
        name: 超权限报批
        trigger: 金额超出权限
        starts_with: role.agent
        hops:
          - {to: role.manager, within: 2h, when: 超出一线权限, how: 提交申请}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import limit_of, seconds, words
from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import below
from handbook.diagnostics import Problem, Severity
from handbook.model.escalation import EscalationPath, EscalationScheme, Grade
from handbook.model.library import Library
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each grade whose path is slower than its limit."""
    library = context.library
    for scheme in library.of_kind(EscalationScheme.KIND):
        for number, grade in enumerate(scheme.grades if scheme.status != "retired" else ()):
            place = Place(library.file_of(scheme.id), ("grades", number, "within"))
            yield from _compared(library, grade, place)


def _compared(library: Library, grade: Grade, place: Place) -> Iterator[Problem]:
    entry = library.entries.get(grade.path or "")
    limit = limit_of(library, grade.within)
    if entry is None or limit is None or not isinstance(entry.value, EscalationPath):
        return
    hop = entry.value.hops[0]
    first = limit_of(library, hop.within)
    if first and (seconds(first) or 0) > (seconds(limit) or float("inf")):
        taker = one.label if (one := library.entries.get(hop.to)) else hop.to
        args = {"name": grade.name, "limit": words(limit), "taker": taker, "first": words(first)}
        yield Problem("FLW08", place, args, ((below(entry, "hops", 0, "within"), "path"),))


RULE = Rule(
    code="FLW08",
    severity=Severity.WARNING,
    title=Words("升级路径慢于等级时限", "Escalation slower than the limit"),
    message=Words(
        "「{name}」的时限是 {limit}，升级路径的第一级「{taker}」却有 {first}",
        "“{name}” allows {limit}, but “{taker}”, the first on its path, has {first}",
    ),
    hint=Words(
        "缩短路径上的时限，或放宽等级的时限",
        "shorten the limits on the path, or allow the grade more time",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"path": Words("升级路径", "the path")}},
)
