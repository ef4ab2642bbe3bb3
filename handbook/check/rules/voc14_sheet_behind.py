"""A form gives a dimension or line another weight than the scorecard that it refers to.

What is typed into a table does not follow the scorecard: contacts would be scored on a sheet of the
old weights. Rows are compared that are called just as a dimension or a line, in a form that refers
to the scorecard, and in a column that has at least one weight right: others may count something
else.

Wrong (the dimension 态度 weighs 21, 效率 20)::

    note: 评分标准见[[QA-01]]
    sections:
      - title: 评分
        fields:
          - id: scores
            label: 得分
            type: table
            columns: [维度, 满分]
            rows: [[态度, "20"], [效率, "20"]]

Right::

    note: 评分标准见[[QA-01]]
    sections:
      - title: 评分
        fields:
          - id: scores
            label: 得分
            type: table
            columns: [维度, 满分]
            rows: [[态度, "21"], [效率, "20"]]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handbook.check.plain import plain
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.form import FormItem
from handbook.model.library import Library
from handbook.model.quantity import number
from handbook.model.scorecard import Scorecard
from handbook.source import Place

_FIGURE = re.compile(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*(?:分|points?|pts)?\s*", re.IGNORECASE)


class _Weight(NamedTuple):
    name: str
    points: float
    place: Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each row whose figures are not the scorecard's."""
    library = context.library
    cards = {
        card.id: _weights(card, library.file_of(card.id))
        for card in library.of_kind(Scorecard.KIND)
        if card.status != "retired"
    }
    for address, card in dict.fromkeys((use.source, use.target) for use in library.uses):
        form = library.entries.get(address) if card in cards else None
        if form and isinstance(form.value, FormItem) and _counts(form.document, library):
            above = Place(form.place.file, form.place.route[:-1])
            yield from _rows(form.value, above, card, cards[card])


def _counts(document: str, library: Library) -> bool:
    return library.documents[document].status != "retired"


def _weights(card: Scorecard, file: str) -> dict[str, _Weight]:
    """What dimensions and lines weigh, by their names as they are compared."""
    found = {}
    for at, one in enumerate(card.dimensions):
        for row, line in enumerate(one.lines):
            place = Place(file, ("dimensions", at, "lines", row, "points"))
            found[plain(line.check)] = _Weight(line.check, line.points, place)
        place = Place(file, ("dimensions", at, "weight"))
        found[plain(one.name)] = _Weight(one.name, one.weight, place)
    return found


def _rows(
    form: FormItem, above: Place, card: str, weights: Mapping[str, _Weight]
) -> Iterator[Problem]:
    for section, group in enumerate(form.sections):
        for field, one in enumerate(group.fields):
            route = (*above.route, "sections", section, "fields", field, "rows")
            for at, column, figure, known in _wrong(one.rows, weights):
                said = {"said": number(figure), "points": number(known.points)}
                place = Place(above.file, (*route, at, column))
                args = {"name": known.name, "id": card, **said}
                yield Problem("VOC14", place, args, ((known.place, "scorecard"),))


def _wrong(
    rows: tuple[tuple[str, ...], ...], weights: Mapping[str, _Weight]
) -> Iterator[tuple[int, int, float, _Weight]]:
    """Row, column and figure of what is not the weight, in columns that hold one that is."""
    columns: dict[int, list[tuple[int, int, float, _Weight]]] = {}
    for at, row in enumerate(rows):
        known = next((weights[plain(cell)] for cell in row if plain(cell) in weights), None)
        for column, cell in enumerate(row if known else ()):
            if known and (match := _FIGURE.fullmatch(cell)):
                columns.setdefault(column, []).append((at, column, float(match[1]), known))
    for found in columns.values():
        if any(figure == known.points for _, _, figure, known in found):
            yield from (one for one in found if one[2] != one[3].points)


RULE = Rule(
    code="VOC14",
    severity=Severity.ERROR,
    title=Words("表单的分数与评分表不一致", "Form behind its scorecard"),
    message=Words(
        "「{name}」这里是 {said} 分，评分表 {id} 上是 {points} 分",
        "“{name}” has {said} here, and {points} in the scorecard {id}",
    ),
    hint=Words("改成评分表上的分数", "write what the scorecard says"),
    check=check,
    module=__name__,
    vocabulary={"label": {"scorecard": Words("评分表上的分数", "the scorecard")}},
)
