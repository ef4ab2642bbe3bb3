"""The figures of a scorecard do not add up.

The weights of the dimensions make the total, the points of the lines make the weight of their
dimension, no fault costs more than the points of its line, and each score from nought up falls into
one band. Otherwise two checkers come to two results for one contact. What is said to go off
something else, such as the total, is not compared with the line.

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

import re
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.figures import figures
from handbook.model.quantity import number
from handbook.model.scorecard import Dimension, Line, Scorecard
from handbook.source import Place

_EXACT = 1e-6
# Words beside an amount that take it off, and those by which it goes off something else.
_TAKES = re.compile(
    r"(?:(?<![不倒])扣(?:除|减|去|掉|分)?|(?<!not )\b(?:deduct|minus|takes? off|loses?|costs?)) ?$",
    re.IGNORECASE,
)
_OFF = re.compile(r" (?:off|(?:are|is) (?:deducted|taken off))\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"总|總|另|额外|額外|维度|維度|绩效|績效|考核|\b(?:total|overall|dimension|extra|bonus)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[；;。.\n](?!\d)")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each sum or deduction that is not right, and for scores of no band."""
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
        for row, line in enumerate(one.lines):
            yield from _deductions(line, Place(file, ("dimensions", at, "lines", row)))
    lowest = min((band.at_least for band in card.bands), default=0)
    if lowest > 0:
        args = {"lowest": number(lowest), "why": "band"}
        yield Problem("COV04", Place(file, ("bands",), key=True), args)
    first: dict[float, Place] = {}
    for at, band in enumerate(card.bands):
        place = Place(file, ("bands", at, "at_least"))
        if first.setdefault(band.at_least, place) is not place:
            args = {"score": number(band.at_least), "why": "bands"}
            yield Problem("COV04", place, args, ((first[band.at_least], "first"),))


def _points(one: Dimension, at: Place) -> Iterator[Problem]:
    points = sum(line.points for line in one.lines)
    if abs(points - one.weight) > _EXACT:
        args = {"name": one.name, "sum": f"{points:g}", "total": number(one.weight)}
        yield Problem("COV04", at, args | {"why": "lines"})


def _deductions(line: Line, at: Place) -> Iterator[Problem]:
    for figure in figures(line.how):
        amount = figure.amount
        most = amount.upper or amount.value
        if amount.unit != "points" or most <= line.points + _EXACT:
            continue
        before, after = line.how[: figure.start], line.how[figure.end :]
        clause = _CLAUSE.split(before)[-1] + _CLAUSE.split(after)[0]
        if (_TAKES.search(before) or _OFF.match(after)) and not _ELSEWHERE.search(clause):
            said = line.how[figure.start : figure.end]
            args = {"words": said, "points": number(line.points), "why": "deduction"}
            points = Place(at.file, (*at.route, "points"))
            place = Place(at.file, (*at.route, "how"), needle=said)
            yield Problem("COV04", place, args, ((points, "points"),))


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
        "bands": Case(
            Words("两个等级都从 {score} 分起", "two bands begin at {score}"),
            Words("改其中一个的 at_least，或删去一个", "change one of them, or leave it out"),
        ),
        "deduction": Case(
            Words(
                "一处扣「{words}」，这一条却只有 {points} 分",
                "this takes off “{words}”, but the line has {points}",
            ),
            Words(
                "改扣分或这一条的 points；从别处扣的，写明从哪里扣，如「总分另扣」",
                "change the deduction or the points; where it goes off something else, say so: "
                "“off the total”",
            ),
        ),
    },
    vocabulary={
        "label": {
            "first": Words("先写的等级", "the first of them"),
            "points": Words("这一条的分数", "the line's points"),
        }
    },
)
