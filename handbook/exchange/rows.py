"""A document's data as rows of sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.exchange.cells import plain
from handbook.exchange.columns import Column, Level, Sheet
from handbook.model.base import Model
from handbook.source import Route

Data = dict[str, Any]
Keys = tuple[str, ...]
"""What tells a row from all others: the document, what it lies in, its own id or number."""

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: the mapping that it shows, and the way to that from the document."""

    keys: Keys
    route: Route
    value: Data


def rows(sheet: Sheet, document: str, data: Data) -> Iterator[Row]:
    """The rows of a document, in its order."""
    return _rows(Row((document,), (), data), sheet.levels)


def _rows(row: Row, levels: tuple[Level, ...]) -> Iterator[Row]:
    if not levels:
        yield row
        return
    first = levels[0]
    for number, entry in enumerate(row.value.get(first.field) or ()):
        own = str(entry["id"]) if first.named else str(number + 1)
        below = Row((*row.keys, own), (*row.route, first.field, number), entry)
        yield from _rows(below, levels[1:])


def ordinal(key: str) -> int:
    """The number that a key is; 0 for what is none, or longer than any list."""
    return int(key) if key.isdecimal() and len(key) <= _DIGITS else 0


def at(value: Mapping[str, Any], column: Column) -> Any:
    """What a row's mapping holds in a column; None for nothing."""
    found: Any = value
    for key in column.path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def state(forms: Mapping[str, str]) -> str:
    """A short digest of a row's plain forms by the columns' names, to see whether it changed.

    A letter leads it: digits alone, or with one e among them, are a number to a spreadsheet.
    """
    told = "\0".join(f"{name}\0{forms[name]}" for name in sorted(forms))
    return f"s{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def forms(sheet: Sheet, value: Mapping[str, Any]) -> dict[str, str]:
    """The plain forms of a row's mapping by the columns' names."""
    return {column.name: plain(column, at(value, column)) for column in sheet.fields}


def put(mapping: Data, path: Sequence[str], value: Any, orders: Sequence[Sequence[str]]) -> None:
    """Set or, with None, delete what is at a path.

    A new key goes to its place in the order of the mapping's keys; there is one for each depth.
    """
    key = path[0]
    if len(path) > 1:
        inner = dict(mapping.get(key) or {})
        put(inner, path[1:], value, orders[1:])
        value = inner or None
    if value is None:
        mapping.pop(key, None)
    elif key in mapping:
        mapping[key] = value
    else:
        before = set(orders[0][: orders[0].index(key)]) | {"id"}
        entries = list(mapping.items())
        place = max((n for n, (name, _) in enumerate(entries, 1) if name in before), default=0)
        entries.insert(place, (key, value))
        mapping.clear()
        mapping.update(entries)


def order_of(model: type[Model]) -> list[str]:
    """A model's keys in its order."""
    return [info.alias or name for name, info in model.model_fields.items()]
