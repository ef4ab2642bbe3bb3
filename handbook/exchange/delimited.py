"""CSV: one table a file, written for every spreadsheet, read however one was saved."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from handbook.diagnostics import Problem
from handbook.exchange.cells import Cell, guarded
from handbook.exchange.grid import MAX_COLUMNS, MAX_ROWS, Grid
from handbook.exchange.table import Shown, Table
from handbook.model.quantity import number
from handbook.source import Span

_DELIMITERS = ",;\t"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_FIELD = 1_000_000


def as_csv(table: Table) -> bytes:
    """A table in UTF-8 with its mark and Windows' line ends, every field in quotes."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.name for column in table.sheet.columns])
    writer.writerow([guarded(label) for label in table.labels])
    writer.writerows(list(_text(row)) for row in table.rows)
    return stream.getvalue().encode("utf-8-sig", "surrogatepass")


def _text(row: tuple[Shown, ...]) -> Iterator[str]:
    for value in row:
        text = guarded(number(value)) if isinstance(value, int | float) else value
        yield text or ""


def read_csv(file: str, raw: bytes, *, chinese: bool = True) -> tuple[list[Grid], list[Problem]]:
    """The one sheet of a file of commas, semicolons or tabs. Raises nothing.

    Only a Chinese office saves in GBK: other offices' own encodings would pass for it.
    """
    text = decoded(raw, chinese=chinese)
    if text is None or "\0" in text:
        return [], [Problem("XCH01", Span(file), {"why": "text"})]
    grid = Grid(file, PurePath(file).stem)
    csv.field_size_limit(_MAX_FIELD)
    try:
        return [grid], list(_fill(grid, csv.reader(_lines(text), delimiter=_delimiter(text))))
    except csv.Error as error:
        return [], [Problem("XCH01", Span(file), {"why": "broken", "detail": str(error)})]


def decoded(raw: bytes, *, chinese: bool = True) -> str | None:
    """The text of a file in UTF-8, UTF-16 or GBK; None where it is in none of them."""
    names = [name for mark, name in _MARKS if raw.startswith(mark)][:1]
    names = names or [name for name in _unmarked(raw) if chinese or name != "gb18030"]
    for name in names:
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _unmarked(raw: bytes) -> list[str]:
    """Encodings to try; text in UTF-16 without its mark shows by the noughts of its Latin signs."""
    if b"\0" in raw[:200]:
        return ["utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"]
    return ["utf-8", "gb18030"]


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _delimiter(text: str) -> str:
    """The sign that comes most often in the first line, which holds names of columns alone."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _fill(grid: Grid, reader: Iterator[list[str]]) -> Iterator[Problem]:
    for number_, fields in enumerate(reader, 1):
        if len(grid.rows) >= MAX_ROWS:
            yield Problem("XCH02", Span(grid.file), {"why": "rows", "limit": MAX_ROWS})
            return
        if len(fields) > MAX_COLUMNS:
            args = {"why": "columns", "limit": MAX_COLUMNS}
            yield Problem("XCH02", Span(grid.file), args)
            return
        for at, value in enumerate(fields, 1):
            if value:
                grid.put(number_, at, Cell(value))
