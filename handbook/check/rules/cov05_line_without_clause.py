"""A scorecard line rests on nothing that binds.

It quotes courses, terms, KPIs or cards only. Whoever loses points for it asks where that was
laid down, and must be shown a step, an article, a script, a rule of etiquette or a service level.

Wrong::

    clauses: [course.communication]

Right::

    clauses: [SOP-NED-01#restate, course.communication]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.scorecard import Fatal, Line

_LOOSE = {
    "course", "training", "training-plan", "quiz", "card", "manual", "kpi", "kpis", "goal",
    "finding", "measure", "programme", "term", "terms",
}  # fmt: skip


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each line and fatal error without a clause that binds."""
    library = context.library
    for kind in (Line.KIND, Fatal.KIND):
        for entry in in_use(library, kind):
            clauses = getattr(entry.value, "clauses", ())
            found = [library.entries[one].kind for one in clauses if one in library.entries]
            if len(found) == len(clauses) and all(one in _LOOSE for one in found):
                yield Problem("COV05", below(entry, "clauses"), {"check": entry.label})


RULE = Rule(
    code="COV05",
    severity=Severity.WARNING,
    title=Words("评分项没有依据", "Scorecard line without a clause"),
    message=Words(
        "评分项「{check}」没有引用任何有约束力的规定", "“{check}” quotes nothing that binds"
    ),
    hint=Words(
        "在 clauses 里写上它检查的步骤、条款、话术、礼仪规范或服务时限",
        "name the step, article, script, rule of etiquette or service level under clauses",
    ),
    check=check,
    module=__name__,
)
