"""Sheets as read, whatever file they come from; places of their cells as people name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from handbook.exchange.cells import Cell
from handbook.source import Span

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody left at a cell: a comment, or words that are struck through."""

    row: int
    column: int
    kind: Literal["comment", "struck"]
    text: str


@dataclass
class Grid:
    """A sheet: rows by their number from 1, in them cells by their column from 1, empty ones out.

    ``merged`` are ranges of cells that are one.
    """

    file: str
    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    remarks: list[Remark] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Add a cell."""
        self.rows.setdefault(row, {})[column] = cell

    def at(self, row: int, column: int) -> Span:
        """The place of a cell."""
        name = f"{letters(column)}{row}"
        return Span(self.file, row, column, row, column + 1, inside=f"{self.name}!{name}")

    def whole(self) -> Span:
        """The place of the sheet as such."""
        return Span(self.file, inside=self.name)

    def below(self, row: int) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows that come after one, in order."""
        yield from ((number, self.rows[number]) for number in sorted(self.rows) if number > row)


def letters(column: int) -> str:
    """A column as spreadsheets name it: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
