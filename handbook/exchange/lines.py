"""Rows of sheets as they were told, where each of them goes, and why one cannot be taken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.diagnostics import Problem
from handbook.exchange.columns import STATE, Sheet
from handbook.exchange.heads import Head
from handbook.exchange.rows import Data, Keys, forms, state
from handbook.source import Route

_LETTERLESS = re.compile("[0-9a-f]{12}")
"""A state as it was before a letter led it; there are sheets with it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a row goes: its document, the mapping there, the way to it; ``new`` was not there."""

    document: str
    route: Route
    value: Data
    keys: Keys
    new: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number, the plain forms of its cells by column, and what it is."""

    row: int
    texts: Mapping[str, str]
    keys: Keys
    said: int = 0
    """The number that it has in the sheet, where ``keys`` have that of its source; 0 for none."""

    def state(self, sheet: Sheet) -> str:
        """As what it went out; empty for one that did not."""
        said = self.texts.get(f"{sheet.name}:{STATE}", "").strip()
        return f"s{said}" if _LETTERLESS.fullmatch(said) else said

    def values(self, sheet: Sheet) -> dict[str, str]:
        """The plain forms of what it says."""
        return {column.name: self.texts[column.name] for column in sheet.fields}


class Refused(Exception):  # noqa: N818 - a row that cannot be taken; never leaves the taking
    """A row whose place or values cannot be told; its arguments are the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def refused(head: Head, row: int, key: str, **args: object) -> Refused:
    """A row that its cell in a column of keys is told of."""
    column = next(column for column in head.sheet.keys if column.key == key)
    return Refused(Problem("XCH08", head.at(row, column), args))


class Former:
    """As what the rows of a sheet went out, and what of its source no row speaks of."""

    def __init__(self, head: Head, lines: Sequence[Line], index: Mapping[Keys, Target]) -> None:
        self._head = head
        told = {identity(head.sheet, one.keys): one.state(head.sheet) for one in lines}
        self._there = {told[keys] for keys in told.keys() & index.keys()}
        self._unseen = [one for keys, one in index.items() if keys not in told]

    def refuse(self, line: Line) -> None:
        """Refuse what seems new and went out: its id has changed, here or there, or it is gone.

        A copy of a row that is there is new: so rows are often added. Raises Refused.
        """
        sheet, before = self._head.sheet, line.state(self._head.sheet)
        if not before or before in self._there:
            return
        same = self._gone.get(before, [])
        gone = {"why": "gone" if sheet.named else "lost"}
        args = {"why": "renamed", "now": name_of(same[0])} if len(same) == 1 else gone
        here = self._head.at(line.row, sheet.keys[-1])
        raise Refused(Problem("XCH08", here, {**args, "value": name_of(line.keys)}))

    @cached_property
    def _gone(self) -> dict[str, list[Keys]]:
        """By their states in the source the things that no row speaks of."""
        found = defaultdict[str, list[Keys]](list)
        for one in self._unseen:
            found[state(forms(self._head.sheet, one.value))].append(one.keys)
        return found


def name_of(keys: Keys) -> str:
    """What a row is called in findings."""
    return " ".join(filter(None, keys[1:])) or keys[0]


def identity(sheet: Sheet, keys: Keys) -> Keys:
    """What tells a row from all others: an id alone, where there is one."""
    return keys[-1:] if sheet.named else keys
