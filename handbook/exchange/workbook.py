"""XLSX: tables as a workbook that people fill in, and workbooks as sheets of cells."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from sys import float_info
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from handbook.config import LANGUAGES
from handbook.diagnostics import Problem
from handbook.exchange.cells import Cell, escaped, guarded
from handbook.exchange.columns import STATE, Column
from handbook.exchange.grid import MAX_COLUMNS, MAX_ROWS, Grid, Remark, letters
from handbook.exchange.guard import Examined, opened
from handbook.exchange.remarks import Remarks
from handbook.exchange.saved import saved
from handbook.exchange.table import Table
from handbook.render.meanings import describe
from handbook.render.words import catalogue, translator

MAX_TEXT = 32_767
"""Longer texts do not go into a cell."""
NAMES, LABELS, FIRST = 1, 2, 3
"""The rows of the columns' names, which is hidden, of their labels, and of the first data."""
_LAST_ROW = 1_048_576
"""No spreadsheet has more rows; a file may claim so."""
_SPARE = 500
"""So many rows below the data are ready to take new ones."""
_NARROW, _WIDE, _SAMPLE = 8, 52, 200
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_TITLE = 31
_HEAD = PatternFill("solid", fgColor="1F4E5F")
_KEY = PatternFill("solid", fgColor="ECEFF1")
_THIN = Side(style="thin", color="CFD8DC")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(vertical="top", wrap_text=True)


class TooLongError(ValueError):
    """A text that no cell takes; says in which row and column."""


def as_workbook(tables: Iterable[Table], language: str, now: datetime) -> bytes:
    """A workbook of tables. Raises TooLongError."""
    found = list(tables)
    book = Workbook()
    book.remove(book.worksheets[0])
    words = translator(language)
    _guide(book.create_sheet(words("exchange.guide")), found, language)
    names = {table.title: book.create_sheet(sheet_title(table.title)) for table in found}
    lists = book.create_sheet(words("exchange.lists"))
    ranges = _lists(lists, found)
    for table in found:
        _fill(names[table.title], table, ranges)
    return saved(book, now)


def sheet_title(text: str) -> str:
    """A text as a spreadsheet allows it for the name of a sheet."""
    return _FORBIDDEN.sub(" ", text)[:_TITLE]


def _fill(sheet: Worksheet, table: Table, ranges: dict[str, str]) -> None:
    columns = table.sheet.columns
    sheet.append([column.name for column in columns])
    sheet.append(list(table.labels))
    for number, row in enumerate(table.rows, FIRST):
        for at, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            if isinstance(value, str) and len(value) > MAX_TEXT:
                raise TooLongError(f"{table.title} {row[1]} {table.labels[at - 1]}")
            _cell(sheet, number, at, value, column)
    last = max(len(table.rows), 1) + LABELS
    for at, column in enumerate(columns, 1):
        _head(sheet.cell(LABELS, at))
        _column(sheet, at, column, _width(table, at - 1))
        if column.name in ranges:
            _choice(sheet, column, ranges[column.name], f"{letters(at)}{FIRST}", last + _SPARE, at)
    sheet.row_dimensions[NAMES].hidden = True
    keys = len(table.sheet.keys)
    sheet.freeze_panes = f"{letters(keys + 1)}{FIRST}"
    sheet.auto_filter.ref = f"A{LABELS}:{letters(len(columns))}{last}"
    sheet.sheet_view.zoomScale = 110
    _printed(sheet)


def _cell(sheet: Worksheet, row: int, at: int, value: object, column: Column) -> None:
    cell: Any = sheet.cell(row, at)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # which it stays, whatever it begins with
    cell.alignment, cell.border = _WRAP, _LINE
    cell.number_format = _format(column)
    if not column.path:
        cell.fill, cell.font = _KEY, Font(bold=True, color="455A64")


def _head(cell: Any) -> None:
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill, cell.border = _HEAD, _LINE
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _format(column: Column) -> str:
    """Text stays text: a spreadsheet would make a date of 3-5."""
    return "General" if column.holds.type in ("number", "integer") else "@"


def _column(sheet: Worksheet, at: int, column: Column, width: float) -> None:
    dimension = sheet.column_dimensions[letters(at)]
    dimension.width = width
    dimension.number_format = _format(column)
    dimension.alignment = _WRAP
    dimension.hidden = column.key == STATE


def _width(table: Table, at: int) -> float:
    """A width for most of what is in a column; a Chinese sign is as wide as two others."""
    texts = [table.labels[at], *(str(row[at] or "") for row in table.rows[:_SAMPLE])]
    lines = (line for text in texts for line in text.split("\n"))
    widest = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in x) for x in lines)
    return float(min(max(widest + 3, _NARROW), _WIDE))


def _choice(sheet: Worksheet, column: Column, source: str, first: str, last: int, at: int) -> None:
    if column.holds.many:
        return
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.errorStyle = "stop" if column.holds.type in ("choice", "boolean") else "warning"
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(f"{first}:{letters(at)}{last}")


def _lists(sheet: Worksheet, tables: Sequence[Table]) -> dict[str, str]:
    """What may be chosen, a column for each; where it is, by the name of the column it is for."""
    found: dict[tuple[str, ...], str] = {}
    ranges: dict[str, str] = {}
    for table in tables:
        labels = dict(zip((one.name for one in table.sheet.columns), table.labels, strict=True))
        for name, offered in table.choices.items():
            if offered and offered not in found:
                at = len(found) + 1
                _head(_text(sheet, 1, at, labels[name]))
                for row, one in enumerate(offered, 2):
                    _text(sheet, row, at, guarded(escaped(one)))
                sheet.column_dimensions[letters(at)].width = 30
                found[offered] = (
                    f"'{sheet.title}'!${letters(at)}$2:${letters(at)}${len(offered) + 1}"
                )
            if offered:
                ranges[name] = found[offered]
    sheet.freeze_panes = "A2"
    return ranges


def _text(sheet: Worksheet, row: int, at: int, text: str) -> Any:
    cell: Any = sheet.cell(row, at)
    cell.value, cell.data_type, cell.number_format = text, "s", "@"
    cell.alignment = _WRAP
    return cell


def _guide(sheet: Worksheet, tables: Sequence[Table], language: str) -> None:
    """How the workbook is filled in, and what each column means."""
    words = translator(language)
    _text(sheet, 1, 1, words("exchange.guide_title")).font = Font(bold=True, size=16)
    row = 2
    for line in words("exchange.guide_text").strip().split("\n"):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        _text(sheet, row, 1, line)
        sheet.row_dimensions[row].height = 32
        row += 1
    row += 1
    for at, key in enumerate(("sheet", "column", "fill", "meaning"), 1):
        _head(_text(sheet, row, at, words(f"exchange.{key}")))
    for table in tables:
        for column, label in zip(table.sheet.columns, table.labels, strict=True):
            if column.path:
                row += 1
                told = (table.title, label, _manner(column, language), _meaning(column, language))
                for at, text in enumerate(told, 1):
                    _text(sheet, row, at, text).border = _LINE
    for at, width in enumerate((22, 20, 38, 60), 1):
        sheet.column_dimensions[letters(at)].width = width
    sheet.sheet_view.showGridLines = False
    _printed(sheet)


def _manner(column: Column, language: str) -> str:
    """How a column is filled in."""
    words = catalogue(language)
    told = [words[f"exchange.manner_{column.holds.type}"]]
    if column.holds.many:
        told.append(words["exchange.manner_many"])
    if column.required:
        told.append(words["exchange.manner_required"])
    return words["shared.stop"].join(told)


def _meaning(column: Column, language: str) -> str:
    """What a column's field means, without marks of code."""
    if column.model is None:
        return ""
    name = next(
        name
        for name, info in column.model.model_fields.items()
        if column.path[-1] in (name, info.alias)
    )
    return guarded(describe(column.model, name, language).replace("`", ""))


def _printed(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def read_workbook(file: str, raw: bytes) -> tuple[list[Grid], list[Problem]]:
    """The sheets of a workbook that hold data. Raises nothing; what is wrong is told."""
    grids, problems = opened(file, raw, lambda examined: _grids(raw, examined))
    return grids or [], problems


def _grids(raw: bytes, examined: Examined) -> list[Grid]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out, such as pictures
        book = load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        if not book.worksheets:
            examined.report("XCH01", why="form")
        return _sheets(book, examined, Remarks(raw))


def _sheets(book: Any, examined: Examined, remarks: Remarks) -> list[Grid]:
    ours = {words[key] for words in map(catalogue, LANGUAGES.values()) for key in _OWN}
    grids = []
    for sheet in book.worksheets:
        if sheet.title in ours:
            continue
        grid = Grid(examined.file, sheet.title)
        part = str(getattr(sheet, "_worksheet_path", ""))
        grid.merged = tuple(examined.merged.get(part, ()))
        grid.remarks = remarks.comments.get(part, [])
        _cells(sheet, grid, examined, remarks.struck)
        grids.append(grid)
    return grids


_OWN = ("exchange.guide", "exchange.lists")


def _cells(sheet: Any, grid: Grid, examined: Examined, struck: Mapping[str, str]) -> None:
    sheet.reset_dimensions()  # which a file may state wrongly
    for row in islice(sheet.iter_rows(), _LAST_ROW):
        lined: list[Remark] = []
        for cell in row:
            if cell.value is None or cell.value == "":
                continue
            if len(grid.rows) >= MAX_ROWS and cell.row not in grid.rows:
                examined.report("XCH02", why="rows", limit=MAX_ROWS)
                return
            if cell.column > MAX_COLUMNS:
                examined.report("XCH02", why="columns", limit=MAX_COLUMNS)
                return
            grid.put(cell.row, cell.column, _read(cell))
            text = str(cell.value)
            if words := text if cell.font.strike else struck.get(text, ""):
                lined.append(Remark(cell.row, cell.column, "struck", words))
        if lined:  # a row that is struck through is one thing to look at
            words = " / ".join(one.text for one in lined)
            grid.remarks.append(replace(lined[0], text=words))


def _read(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(getattr(value, "text", value)), "formula")
    if cell.data_type == "e":
        return Cell(str(value), "error")
    if isinstance(value, bool | str):
        return Cell(value)
    if isinstance(value, int | float):
        if abs(value) > float_info.max:  # a whole number of any length, which no cell shows
            return Cell(str(value))
        return Cell(value, "percent" if "%" in str(cell.number_format) else "")
    return Cell(str(value), "date")
