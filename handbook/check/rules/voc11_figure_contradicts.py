"""A figure in prose contradicts the standard that the same sentence names.

A clause names a service level, a counted standard or a KPI, and gives another limit for it;
or a step's title names another limit than the step has. Both stand in the handbook, and an agent
believes the one that was read. What a goal or a threshold of the KPI says is no
contradiction, nor is a condition such as “after more than 48 hours”; what is understood as a figure
stands in the guide (quantities).

Wrong (the service level 投诉首次回应 is 24 h)::

    detail: 投诉首次回应不得超过 12 小时

Right::

    detail: 投诉首次回应不得超过[[sla.complaint-first-response]]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import limit_of, words
from handbook.check.mentions import equal, mentions, states
from handbook.check.occurrence import span_of
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.standards import comparable
from handbook.diagnostics import Problem, Severity
from handbook.model.figures import figures
from handbook.model.library import Library
from handbook.model.sop import Sop, Step
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each figure that is not the standard's."""
    library = context.library
    for one in context.once(mentions):
        if one.states and not one.named.allows(one.figure.amount):
            entry = one.named.entry
            args = {"words": one.words, "id": entry.address, "name": entry.label}
            span = span_of(library, one.text, one.figure.start, one.words)
            related = ((entry.place, "standard"),)
            yield Problem("VOC11", span, args | {"value": words(one.named.amount)}, related)
    for sop in library.of_kind(Sop.KIND):
        for number, step in enumerate(sop.steps if sop.status != "retired" else ()):
            place = Place(library.file_of(sop.id), ("steps", number))
            yield from _title(library, step, place)


def _title(library: Library, step: Step, place: Place) -> Iterator[Problem]:
    limit = limit_of(library, step.within)
    for figure in figures(step.do) if limit else ():
        if limit is None or not states(figure) or not comparable(figure.amount, limit):
            continue
        if not equal(figure.amount, limit):
            said = step.do[figure.start : figure.end]
            args = {"words": said, "name": step.do, "value": words(limit), "why": "step"}
            at = Place(place.file, (*place.route, "do"), needle=said)
            within = Place(place.file, (*place.route, "within"))
            yield Problem("VOC11", at, args, ((within, "within"),))


RULE = Rule(
    code="VOC11",
    severity=Severity.ERROR,
    title=Words("正文数字与标准矛盾", "Figure against the standard"),
    message=Words(
        "这里说「{words}」，而「{name}」（{id}）是 {value}",
        "this says “{words}”, but “{name}” ({id}) is {value}",
    ),
    hint=Words(
        "改为引用 [[{id}]]；说的不是这项标准的，换一个说法",
        "refer to [[{id}]]; where something else is meant, use another name",
    ),
    check=check,
    local=True,
    module=__name__,
    cases={
        "step": Case(
            Words(
                "步骤「{name}」说「{words}」，它的时限却是 {value}",
                "the step “{name}” says “{words}”, but its limit is {value}",
            ),
            Words("从标题里删去时限，只留 within", "leave the limit out of the title"),
        )
    },
    vocabulary={
        "label": {
            "standard": Words("这项标准", "the standard"),
            "within": Words("步骤的时限", "the step's limit"),
        }
    },
)
