"""What sheets say, taken into the data of documents; nothing is written here.

Every cell is compared with what stands in the source now. A row also knows as what it went out: one
that nobody touched is left alone, whatever became of its source meanwhile; one that was changed in
both places is told, and nobody's work is lost.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handbook.diagnostics import Problem
from handbook.exchange.cells import EMPTY, Cell, Misfit, Names, plain, read, value_of
from handbook.exchange.columns import (
    DOCUMENT,
    ID,
    STATE,
    Column,
    Sheet,
    all_sheets,
)
from handbook.exchange.grid import Grid
from handbook.exchange.heads import Head, head_of
from handbook.exchange.ids import proposed
from handbook.exchange.lines import Former, Line, Refused, Target, identity, name_of, refused
from handbook.exchange.numbers import numbered, order
from handbook.exchange.rows import Data, Keys, at, forms, order_of, ordinal, put, rows, state
from handbook.exchange.table import data
from handbook.load.text import hidden
from handbook.model.base import Document
from handbook.model.kinds import KINDS
from handbook.model.library import Library
from handbook.source import Route, Span

_QUOTED = 40


@dataclass
class Taken:
    """The data of documents as sheets would have it, and where each value of it comes from."""

    data: dict[str, Data] = field(default_factory=dict)
    """By document, only of those that differ."""
    cells: dict[tuple[str, Route], Span] = field(default_factory=dict)
    """By document and route; a row's own route leads to its first cell."""
    problems: list[Problem] = field(default_factory=list)
    kept: int = 0
    """So many rows are as they went out while their sources have changed: left alone."""


def take(library: Library, grids: Sequence[Grid], language: str) -> Taken:
    """Take sheets into the documents of a library."""
    return _Taker(library, language).take(grids)


class _Taker:
    def __init__(self, library: Library, language: str) -> None:
        self.library = library
        self.language = language
        self.names = Names(library, language)
        self.taken = Taken()
        self.work: dict[str, Data] = {}
        """Copies of the documents' data, as they are changed."""
        self.changed: set[str] = set()
        self.seen: dict[tuple[str, Keys], Span] = {}
        self.notes: list[Problem] = []
        """What is told and is not wrong."""

    def take(self, grids: Sequence[Grid]) -> Taken:
        heads = []
        for grid in grids:
            head, problems = head_of(grid, self.language)
            self.taken.problems.extend(problems)
            heads += [head] if head is not None else []
        order = list(all_sheets())
        heads.sort(key=lambda head: order.index(head.sheet.name))
        known: set[str] = set()
        for head in heads:
            known |= self.sheet(head)
        for head in heads if not self.taken.problems else ():
            self.gone(head, known)
        self.taken.problems += self.notes
        for grid in grids:
            for one in grid.remarks:
                here = grid.at(one.row, one.column)
                self.report("XCH14", here, why=one.kind, value=one.text[:_QUOTED])
        self.taken.data = {one: self.work[one] for one in sorted(self.changed)}
        return self.taken

    def report(self, code: str, span: Span, **args: object) -> None:
        self.taken.problems.append(Problem(code, span, args))

    def sheet(self, head: Head) -> set[str]:
        """Take the rows of a sheet; the documents that they speak of."""
        index = self.index(head.sheet)
        known: set[str] = set()
        try:
            lines = self.lines(head, index)
        except Refused as error:
            self.taken.problems.extend(error.problems)
            return known
        placed = []
        former = Former(head, lines, index)
        for line in lines:
            try:
                target = self.target(head, line, index)
                if target.new:
                    former.refuse(line)
            except Refused as error:
                self.taken.problems.extend(error.problems)
                continue
            known.add(target.document)
            self.row(head, line, target)
            placed.append((line.said, target))
        self.arrange(placed)
        return known

    def lines(self, head: Head, index: Mapping[Keys, Target]) -> list[Line]:
        """The rows that say something, but those with a flaw. Raises Refused."""
        spoken = [one for one in head.sheet.columns if one.key != STATE]
        found = []
        for row, cells in head.grid.below(head.row):
            if all(head.cell(cells, column) == EMPTY for column in spoken):
                continue
            try:
                texts = self.texts(head, row, cells)
            except Refused as error:
                self.taken.problems.extend(error.problems)
                continue
            found.append(Line(row, texts, self.keys(head.sheet, texts)))
        if not head.sheet.levels:
            return found
        item = head.sheet.item
        if item is None:
            return numbered(head, found, index)
        found, told, wrong = proposed(head, item, found, index, self.library.entries)
        self.notes += told
        self.taken.problems += wrong
        return found

    def index(self, sheet: Sheet) -> dict[Keys, Target]:
        """The rows that there are, by what tells them apart: an id alone, where there is one."""
        found = {}
        for document in self.documents(sheet):
            for row in rows(sheet, document, self.copy(document)):
                target = Target(document, row.route, row.value, row.keys)
                found[identity(sheet, row.keys)] = target
        return found

    def copy(self, document: str) -> Data:
        if document not in self.work:
            self.work[document] = copy.deepcopy(data(self.library, document))
        return self.work[document]

    def texts(self, head: Head, row: int, cells: Mapping[int, Cell]) -> dict[str, str]:
        """The plain forms of a row's cells by their columns. Raises Refused."""
        found: dict[str, str] = {}
        flaws = []
        for column in head.sheet.columns:
            cell = head.cell(cells, column)
            if cell.flaw:
                code = "XCH04" if cell.flaw == "formula" else "XCH07"
                value = str(cell.value)[:_QUOTED]
                args = {"why": cell.flaw, "value": value}
                flaws.append(Problem(code, head.at(row, column), args))
            found[column.name] = read(column, cell, self.names)
        if flaws:
            raise Refused(*flaws)
        return found

    def keys(self, sheet: Sheet, texts: Mapping[str, str]) -> Keys:
        """What a row says that it is."""
        said = [texts[column.name].strip() for column in sheet.keys]
        return (said[0] or self.only(sheet, said), *said[1:])

    def target(self, head: Head, line: Line, index: Mapping[Keys, Target]) -> Target:
        """Where a row goes; a place is made for a new one. Raises Refused."""
        sheet, row, keys = head.sheet, line.row, line.keys
        found = index.get(identity(sheet, keys))
        if found is not None:
            return self.known(head, row, keys, found)
        if sheet.item and not keys[-1]:
            example = f"{sheet.item.ID_PREFIX}new-words"
            raise refused(head, row, ID, why="missing", example=example)
        if keys[-1]:
            self.meet(head, row, keys)
        return self.made(head, row, keys)

    def known(self, head: Head, row: int, keys: Keys, found: Target) -> Target:
        """A row that there is, unless it was met before or says to belong elsewhere."""
        self.meet(head, row, keys)
        if keys[0] not in ("", found.document):
            raise refused(head, row, DOCUMENT, why="moved", value=keys[0], document=found.document)
        return found

    def meet(self, head: Head, row: int, keys: Keys) -> None:
        """Remember a row's keys. Raises Refused where another row has the same."""
        here = head.at(row, head.sheet.keys[-1])
        first = self.seen.setdefault((head.sheet.name, identity(head.sheet, keys)), here)
        if first != here:
            args = {"why": "twice", "value": keys[-1] or keys[0]}
            raise Refused(Problem("XCH08", here, args, ((first, "first"),)))

    def made(self, head: Head, row: int, keys: Keys) -> Target:
        """A place for a new row, at the end of the list that it belongs to."""
        sheet = head.sheet
        if not sheet.levels:
            raise refused(head, row, DOCUMENT, why="document", value=keys[0])
        document = keys[0]
        known = self.documents(sheet)
        if document not in known:
            why = "document" if known and document else "unsaid" if known else "none"
            args = {"known": "、".join(known), "kind": sheet.kind}
            raise refused(head, row, DOCUMENT, why=why, value=document, **args)
        holder: Data = self.copy(document)
        route: Route = ()
        for level, key in zip(sheet.levels[:-1], keys[1:-1], strict=True):
            entries = holder.get(level.field) or []
            number = _number_of(level.named, entries, key)
            if number is None:
                raise refused(head, row, level.field, why="holder", value=key)
            holder, route = entries[number], (*route, level.field, number)
        last = sheet.levels[-1]
        entry: Data = {"id": keys[-1]} if last.named else {}
        entries = holder.get(last.field) or []
        return Target(document, (*route, last.field, len(entries)), entry, keys, new=True)

    def documents(self, sheet: Sheet) -> list[str]:
        """The documents that a sheet's rows may lie in."""
        return [one.id for one in self.library.documents.values() if sheet.kind == one.KIND]

    def only(self, sheet: Sheet, keys: Sequence[str]) -> str:
        """The document of a row that names none, where only one can be meant; else empty."""
        found = self.documents(sheet)
        if len(sheet.levels) > 1 and sheet.levels[0].named:
            first = sheet.levels[0].field
            entries = ((one, self.copy(one).get(first) or ()) for one in found)
            found = [one for one, each in entries if any(e.get("id") == keys[1] for e in each)]
        return found[0] if len(found) == 1 else ""

    def row(self, head: Head, line: Line, target: Target) -> None:
        """Take a row's values into its mapping."""
        sheet, row, before = head.sheet, line.row, line.state(head.sheet)
        now = forms(sheet, target.value)
        said = line.values(sheet)
        self.remember(head, row, target)
        if now == said and not target.new:
            return
        if before and not target.new and state(now) != before:
            if state(said) == before:
                self.taken.kept += 1
            else:
                self.report("XCH10", head.at(row, sheet.keys[-1]), document=target.document)
            return
        order = order_of(sheet.model)
        for column in sheet.fields:
            if target.new or now[column.name] != said[column.name]:
                self.value(column, said[column.name], target, order, head.at(row, column))
        self.place(sheet, target)

    def remember(self, head: Head, row: int, target: Target) -> None:
        """Where each of a row's values came from, for findings about them."""
        cells, document = self.taken.cells, target.document
        cells[document, target.route] = head.at(row, head.sheet.keys[-1])
        cells[document, (*target.route, "id")] = head.at(row, head.sheet.keys[-1])
        for column in head.sheet.fields:
            here = head.at(row, column)
            cells[document, (*target.route, *column.path)] = here
            cells.setdefault((document, (*target.route, column.path[0])), here)

    def value(
        self, column: Column, text: str, target: Target, order: Sequence[str], here: Span
    ) -> None:
        """Put a cell's value into a row's mapping, if it is another than there."""
        try:
            value = value_of(column, text)
        except Misfit as error:
            args: dict[str, object] = {"why": str(error), "value": text[:_QUOTED]}
            if str(error) == "choice":
                field = column.path[-1]
                args["allowed"] = tuple(self.names.word(field, one) for one in column.holds.choices)
            self.report("XCH07", here, **args)
            return
        if value is None and column.required:
            self.report("XCH07", here, why="needed")
            return
        for sign in hidden(text):
            self.report("FMT02", here, character=sign)
        old = at(target.value, column)
        if isinstance(value, str) and isinstance(old, str) and old.endswith("\n"):
            value += "\n"  # a text below a bar stays one
        if plain(column, value) != plain(column, old):
            below = order_of(column.model) if column.model and len(column.path) > 1 else ()
            put(target.value, column.path, value, (order, below))
            self.changed.add(target.document)

    def place(self, sheet: Sheet, target: Target) -> None:
        """Put a new row's mapping into its list."""
        if not target.new:
            return
        holder: Any = self.copy(target.document)
        for part in target.route[:-2]:
            holder = holder[part]
        name = sheet.levels[-1].field
        if name not in holder:
            above = sheet.levels[-2].model if len(sheet.levels) > 1 else _document(sheet.kind)
            put(holder, (name,), [], (order_of(above),))
        holder[name].append(target.value)
        self.changed.add(target.document)

    def arrange(self, placed: Sequence[tuple[int, Target]]) -> None:
        """Move new rows from the end of their lists to where their numbers ask them to be."""
        lists = defaultdict[tuple[str, Route], list[tuple[int, Target]]](list)
        for said, target in placed:
            lists[target.document, target.route[:-1]].append((said, target))
        for (document, route), group in lists.items():
            new = [said for said, target in group if target.new]
            if any(new):
                entries: Any = self.copy(document)
                for part in route:
                    entries = entries[part]
                known = {
                    said: int(one.route[-1]) + 1 for said, one in group if said and not one.new
                }
                moved = order(new, known, len(entries) - len(new))
                entries[:] = [entries[place] for place in moved]
                self.moved(document, route, moved)

    def moved(self, document: str, route: Route, places: Sequence[int]) -> None:
        """Remember where values came from after the entries of a list were moved."""
        now = {old: new for new, old in enumerate(places)}
        depth = len(route)
        cells = self.taken.cells
        here = [one for one in cells if one[0] == document and one[1][:depth] == route != one[1]]
        spans = {one: cells.pop(one) for one in here}
        for (_, way), span in spans.items():
            cells[document, (*route, now[int(way[depth])], *way[depth + 1 :])] = span

    def gone(self, head: Head, known: set[str]) -> None:
        """Tell of rows that their document has and the sheet has not."""
        for document in sorted(known):
            if head.sheet.kind != self.library.documents[document].KIND:
                continue
            for row in rows(head.sheet, document, data(self.library, document)):
                if (head.sheet.name, identity(head.sheet, row.keys)) not in self.seen:
                    name = name_of(row.keys)
                    self.report("XCH09", head.grid.whole(), value=name, document=document)


def _document(kind: str) -> type[Document]:
    return next(one.model for one in KINDS if one.name == kind)


def _number_of(named: bool, entries: Sequence[Data], key: str) -> int | None:
    if named:
        return next((n for n, entry in enumerate(entries) if entry.get("id") == key), None)
    return ordinal(key) - 1 if 0 < ordinal(key) <= len(entries) else None
