"""A step's branches do not decide: there is one only, two say the same, or ``next`` is beside them.

Exactly one branch of a step is taken. With a single branch nobody knows what to do otherwise; with
two of the same condition nobody knows which; and a ``next`` beside branches is never followed.

Wrong::

    steps:
      - id: check
        do: 核对订单
        who: role.agent
        branches:
          - {when: 符合条件, go: register}

Right::

    steps:
      - id: check
        do: 核对订单
        who: role.agent
        branches:
          - {when: 符合条件, go: register}
          - {when: 不符合条件, go: refuse}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.plain import plain
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.sop import Sop, Step
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each way out of a step that leaves the reader in doubt."""
    library = context.library
    for sop in library.of_kind(Sop.KIND):
        file = library.file_of(sop.id)
        for number, step in enumerate(sop.steps if sop.status != "retired" else ()):
            if step.branches:
                yield from _doubts(step, Place(file, ("steps", number)))


def _doubts(step: Step, place: Place) -> Iterator[Problem]:
    here = place.route
    if len(step.branches) == 1:
        at = Place(place.file, (*here, "branches", 0, "when"))
        yield Problem("FLW10", at, {"do": step.do, "when": step.branches[0].when})
    if step.next:
        at = Place(place.file, (*here, "next"))
        yield Problem("FLW10", at, {"do": step.do, "next": step.next, "why": "next"})
    said: dict[str, Place] = {}
    for at_branch, branch in enumerate(step.branches):
        at = Place(place.file, (*here, "branches", at_branch, "when"))
        first = said.setdefault(plain(branch.when), at)
        if first is not at:
            args = {"do": step.do, "when": branch.when, "why": "same"}
            yield Problem("FLW10", at, args, ((first, "first"),))


RULE = Rule(
    code="FLW10",
    severity=Severity.WARNING,
    title=Words("分支没有分清", "Branches that do not decide"),
    message=Words(
        "「{do}」只有一个分支「{when}」，没有写明其他情形怎么办",
        "“{do}” has the one branch “{when}”; nothing says what to do otherwise",
    ),
    hint=Words(
        "补上其他情形的分支；不论什么情形都往下走的，改用 next",
        "add the branch for all other cases; if there is none, use next",
    ),
    check=check,
    module=__name__,
    cases={
        "next": Case(
            Words(
                "「{do}」有分支，next（{next}）永远不会执行",
                "“{do}” has branches, so its next ({next}) is never followed",
            ),
            Words("把它写成一个分支，或删去", "make it a branch, or leave it out"),
        ),
        "same": Case(
            Words("「{do}」有两个分支的条件同为「{when}」", "two branches of “{do}” say “{when}”"),
            Words("把两个条件分清", "tell the conditions apart"),
        ),
    },
    vocabulary={"label": {"first": Words("同样的条件", "the same condition")}},
)
