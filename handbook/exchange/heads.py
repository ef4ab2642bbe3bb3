"""Where in a sheet which column is: by the columns' names, which stand above the data."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.config import LANGUAGES
from handbook.diagnostics import Problem
from handbook.exchange.cells import EMPTY, Cell
from handbook.exchange.columns import STATE, Column, Sheet, all_sheets
from handbook.exchange.grid import Grid
from handbook.exchange.table import label
from handbook.model.form import FormItem
from handbook.source import Span

_WITHIN = 10
"""The names are sought in so many rows."""
_NEAR = 0.6
"""From this likeness on a name was probably meant."""


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet as its columns were found: their places, and the row after which data come."""

    sheet: Sheet
    grid: Grid
    places: Mapping[str, int]
    row: int

    def cell(self, cells: Mapping[int, Cell], column: Column) -> Cell:
        """A column's cell among those of a row."""
        return cells.get(self.places[column.name], EMPTY) if column.name in self.places else EMPTY

    def at(self, row: int, column: Column) -> Span:
        """The place of a column's cell."""
        return self.grid.at(row, self.places[column.name])


def head_of(grid: Grid, language: str) -> tuple[Head | None, list[Problem]]:
    """A sheet's columns, and what is wrong with them; without a head it cannot be read."""
    found = _named(grid)
    if found is None:
        why = "form" if _is_form(grid) else "head"
        return None, [Problem("XCH06", grid.whole(), {"why": why})] if grid.rows else []
    problems = [Problem("XCH05", grid.whole(), {"cells": where}) for where in grid.merged]
    row, sheet = found
    places, wrong = _places(grid, row, sheet)
    missing = [one for one in sheet.columns if one.name not in places and one.key != STATE]
    for one in missing:
        args = {"name": one.name, "label": label(sheet, one, language), "why": "missing"}
        wrong.append(Problem("XCH06", grid.whole(), args))
    head = Head(sheet, grid, places, row)
    problems += [*wrong, *_outside(head)]
    return (None if missing or grid.merged else _below_labels(head)), problems


def _is_form(grid: Grid) -> bool:
    """Whether it went out as a form: what stamps it begins with the form's id."""
    first = (cell.value for row in sorted(grid.rows)[:_WITHIN] for cell in grid.rows[row].values())
    return any(str(value).startswith(FormItem.ID_PREFIX) for value in first)


def _named(grid: Grid) -> tuple[int, Sheet] | None:
    """The row that names columns, and the sheet that most of them are of."""
    sheets = all_sheets()
    for row in sorted(grid.rows)[:_WITHIN]:
        names = [str(cell.value).strip().partition(":") for cell in grid.rows[row].values()]
        found = [first for first, colon, _ in names if colon and first in sheets]
        if found:
            return row, sheets[max(sorted(set(found)), key=found.count)]
    return None


def _places(grid: Grid, row: int, sheet: Sheet) -> tuple[dict[str, int], list[Problem]]:
    places: dict[str, int] = {}
    problems = []
    wanted = sorted(column.name for column in sheet.columns)
    for column, cell in grid.rows[row].items():
        name = str(cell.value).strip()
        args = {"name": name}
        if name not in wanted:
            near = "".join(difflib.get_close_matches(name, wanted, n=1, cutoff=_NEAR))
            args |= {"near": near, "why": "near" if near else "unknown"}
            problems.append(Problem("XCH06", grid.at(row, column), args))
        elif places.setdefault(name, column) != column:
            problems.append(Problem("XCH06", grid.at(row, column), args | {"why": "twice"}))
    return places, problems


def _outside(head: Head) -> Iterator[Problem]:
    """Tell of columns without a name that hold something: it would be lost."""
    told = set(head.grid.rows[head.row])
    for row, cells in head.grid.below(head.row):
        for column in sorted(cells.keys() - told):
            told.add(column)
            yield Problem("XCH06", head.grid.at(row, column), {"why": "nameless"})


def _below_labels(head: Head) -> Head:
    """The head, ending with the row of labels where there is one."""
    following = next(iter(head.grid.below(head.row)), None)
    if following is None:
        return head
    row, cells = following
    told = [
        str(head.cell(cells, column).value)
        in {label(head.sheet, column, language) for language in LANGUAGES.values()}
        for column in head.sheet.columns
    ]
    is_label = 2 * sum(told) > len(told)
    return Head(head.sheet, head.grid, head.places, row if is_label else head.row)
