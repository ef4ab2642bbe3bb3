"""A role acts in procedures, and no course or programme is held for it.

Everybody who is to follow a procedure must have been taught it (training covers joining, on the
job, key staff and management). Asked only of a handbook that has courses.

Wrong (no course has role.cashier in its audience)::

    steps:
      - id: call-out
        do: 唱收唱付
        who: role.cashier

Right::

    courses:
      - id: course.product
        audience: [role.cashier]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.steps import flow
from handbook.diagnostics import Problem, Severity
from handbook.model.training import CourseItem, TrainingProgramme
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each role that acts untaught, at its first step."""
    library = context.library
    if not library.of_kind(CourseItem.KIND):
        return
    taught = {
        use.target
        for use in library.uses
        if "audience" in use.place.route
        and (entry := library.entries.get(use.source))
        and isinstance(entry.value, CourseItem | TrainingProgramme)
    }
    graph = context.once(flow)
    for address, step in graph.steps.items():
        role = library.entries.get(step.who)
        if role is not None and role.kind == "role" and step.who not in taught:
            taught.add(step.who)
            place = graph.places[address]
            at = Place(place.file, (*place.route, "who"))
            yield Problem("COV07", at, {"role": role.label}, ((role.place, "role"),))


RULE = Rule(
    code="COV07",
    severity=Severity.WARNING,
    title=Words("岗位没有培训", "Role without training"),
    message=Words(
        "「{role}」要执行流程，却没有任何课程以其为对象",
        "“{role}” acts in procedures, but no course is held for it",
    ),
    hint=Words(
        "在课程或培训项目的 audience 里加上这个岗位",
        "add the role to the audience of a course or programme",
    ),
    check=check,
    absence=True,
    module=__name__,
    vocabulary={"label": {"role": Words("岗位", "the role")}},
)
