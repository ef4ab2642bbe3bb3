"""The figures of a scorecard do not add up.

The weights of the dimensions make the total, the points of the lines make the weight of their
dimension, and each score from nought up falls into a band. Otherwise two checkers come to two
results for one contact.

Wrong::

    total: 100
    dimensions:
      - {name: 态度, weight: 60}
      - {name: 效率, weight: 50}

Right::

    total: 100
    dimensions:
      - {name: 态度, weight: 60}
      - {name: 效率, weight: 40}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.quantity import number
from handbook.model.scorecard import Dimension, Scorecard
from handbook.source import Place

_EXACT = 1e-6


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each sum that is not right, and for scores without a band."""
    for card in context.library.of_kind(Scorecard.KIND):
        if card.status != "retired":
            yield from _sums(card, context.library.file_of(card.id))


def _sums(card: Scorecard, file: str) -> Iterator[Problem]:
    weights = sum(one.weight for one in card.dimensions)
    if abs(weights - card.total) > _EXACT:
        args = {"sum": f"{weights:g}", "total": number(card.total)}
        yield Problem("COV04", Place(file, ("dimensions",), key=True), args)
    for at, one in enumerate(card.dimensions):
        yield from _points(one, Place(file, ("dimensions", at, "weight")))
    lowest = min((band.at_least for band in card.bands), default=0)
    if lowest > 0:
        args = {"lowest": number(lowest), "why": "band"}
        yield Problem("COV04", Place(file, ("bands",), key=True), args)


def _points(one: Dimension, at: Place) -> Iterator[Problem]:
    points = sum(line.points for line in one.lines)
    if abs(points - one.weight) > _EXACT:
        args = {"name": one.name, "sum": f"{points:g}", "total": number(one.weight)}
        yield Problem("COV04", at, args | {"why": "lines"})


RULE = Rule(
    code="COV04",
    severity=Severity.ERROR,
    title=Words("评分表的分数对不上", "Scorecard that does not add up"),
    message=Words(
        "各维度权重之和是 {sum}，满分却是 {total}", "the weights add up to {sum}, not to {total}"
    ),
    hint=Words("调整权重或 total", "adjust the weights, or total"),
    check=check,
    module=__name__,
    cases={
        "lines": Case(
            Words(
                "维度「{name}」各条分数之和是 {sum}，权重却是 {total}",
                "the lines of “{name}” add up to {sum}, but it weighs {total}",
            ),
            Words("调整各条的 points 或这个维度的 weight", "adjust the points, or the weight"),
        ),
        "band": Case(
            Words(
                "低于 {lowest} 分的得分不属于任何等级",
                "a score below {lowest} falls into no band",
            ),
            Words("加一个 at_least: 0 的等级", "add a band with at_least: 0"),
        ),
    },
)
