"""A grade of problem leads nowhere, or two grades share a rank.

Whoever has graded a problem must find what to do next: a procedure or a path of escalation. Ranks
order the grades, so that “the higher one counts” has one answer.

Wrong::

    grades:
      - id: grade.3
        name: 三级（投诉）
        rank: 3
        criteria: 客户要求给说法
        handler: role.manager
        how: 立即上报

Right::

    grades:
      - id: grade.3
        name: 三级（投诉）
        rank: 3
        criteria: 客户要求给说法
        handler: role.manager
        how: 立即上报
        path: path.complaint
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.escalation import EscalationScheme, Grade
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each grade without procedure or path, and each rank given again."""
    library = context.library
    for scheme in library.of_kind(EscalationScheme.KIND):
        ranks: dict[int, Grade] = {}
        for number, grade in enumerate(scheme.grades if scheme.status != "retired" else ()):
            place = Place(library.file_of(scheme.id), ("grades", number, "id"))
            args = {"name": grade.name, "rank": grade.rank}
            if not grade.path and not grade.procedures:
                yield Problem("FLW06", place, args)
            first = ranks.setdefault(grade.rank, grade)
            if first is not grade:
                at = Place(place.file, ("grades", number, "rank"))
                yield Problem("FLW06", at, args | {"other": first.name, "why": "rank"})


RULE = Rule(
    code="FLW06",
    severity=Severity.ERROR,
    title=Words("问题等级没有去处", "Grade without a path"),
    message=Words(
        "「{name}」既没有流程，也没有升级路径",
        "“{name}” has neither a procedure nor a path of escalation",
    ),
    hint=Words("写上 procedures 或 path", "give it procedures or a path"),
    check=check,
    module=__name__,
    cases={
        "rank": Case(
            Words(
                "「{name}」与「{other}」同为第 {rank} 级",
                "“{name}” and “{other}” both have rank {rank}",
            ),
            Words("每个等级用一个不同的数", "give each grade a rank of its own"),
        )
    },
)
