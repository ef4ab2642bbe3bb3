"""What of a handbook goes out: tables of rows as cells show them, whatever the file."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.exchange.cells import Names, escaped, guarded, shown
from handbook.exchange.columns import (
    DOCUMENT,
    EXCHANGED,
    ID,
    NUMBER,
    STATE,
    Column,
    Sheet,
    sheets_of,
)
from handbook.exchange.rows import Row, at, forms, rows, state
from handbook.model.base import Document, Item
from handbook.model.library import Library
from handbook.render.words import called, catalogue, translator

Shown = str | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its words: a label for each column, and what each cell shows."""

    sheet: Sheet
    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    choices: Mapping[str, tuple[str, ...]]
    """By the column's name what may be chosen in it."""


def tables(
    library: Library, documents: Iterable[Document], language: str, kinds: Container[str] = ()
) -> Iterator[Table]:
    """The tables of documents, and of kinds, kind by kind; empty ones too, for what will come."""
    names = Names(library, language)
    chosen = list(documents)
    for kind in EXCHANGED:
        of_kind = [one for one in chosen if kind == one.KIND]
        for sheet in sheets_of(kind) if of_kind or kind in kinds else ():
            found = [row for one in of_kind for row in rows(sheet, one.id, data(library, one.id))]
            lines = tuple(tuple(_cells(sheet, row, names)) for row in found)
            yield Table(
                sheet,
                title(sheet, language),
                tuple(label(sheet, column, language) for column in sheet.columns),
                lines,
                dict(_choices(sheet, found, names, [one.id for one in of_kind])),
            )


def data(library: Library, document: str) -> dict[str, object]:
    """A document's data as its source holds it."""
    found: dict[str, object] = library.files[library.file_of(document)].data
    return found


def title(sheet: Sheet, language: str) -> str:
    """What a sheet is called."""
    words = catalogue(language)
    name, _, field = sheet.name.rpartition(".")
    if not name:
        return words[f"kind.{field}"]
    return f"{words[f'kind.{name}']} · {words[f'field.{field}']}"


def label(sheet: Sheet, column: Column, language: str) -> str:
    """What a column is called."""
    words = catalogue(language)
    if column.path:
        t = translator(language)
        return " · ".join(called(column.model, key, t) for key in column.path)
    known = {DOCUMENT: "doc.id", ID: "field.id", NUMBER: "exchange.number", STATE: "exchange.state"}
    if column.key in known:
        return words[known[column.key]]
    level = next(level for level in sheet.levels if level.field == column.key)
    if issubclass(level.model, Item):
        return words["exchange.id_of"].format(what=words[f"kind.{level.model.KIND}"])
    return words["exchange.number_of"].format(what=words[f"field.{level.field}"])


def _cells(sheet: Sheet, row: Row, names: Names) -> Iterator[Shown]:
    for key in row.keys:
        yield int(key) if key.isdigit() else guarded(escaped(key))
    for column in sheet.fields:
        yield shown(column, at(row.value, column), names)
    yield state(forms(sheet, row.value))


def _choices(
    sheet: Sheet, found: list[Row], names: Names, documents: list[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield sheet.keys[0].name, tuple(documents)
    for column in sheet.fields:
        if offered := tuple(_offered(column, found, names)):
            yield column.name, offered


def _offered(column: Column, found: list[Row], names: Names) -> Iterator[str]:
    holds = column.holds
    if holds.type == "boolean":
        yield from (names.switch(on=True), names.switch(on=False))
    elif holds.type == "choice":
        yield from (names.word(column.path[-1], one) for one in holds.choices)
    elif holds.to is not None:
        written = [at(row.value, column) for row in found]
        flat = [each for one in written for each in (one if isinstance(one, list) else [one])]
        prefix = holds.to.prefix
        short = bool(prefix) and not any(str(one).startswith(prefix) for one in flat if one)
        yield from names.offered(holds.to, short=short)
