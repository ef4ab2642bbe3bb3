"""The sheets of a kind of document, read off its model: no kind has code of its own.

Each list of things in a document is a sheet with a row for each, and so is what the document says
besides its lists. A row is known by its id, or where things have none by its number; so rows may be
sorted, and the order of rows means nothing.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from handbook.model.base import Document, Item, Model, To
from handbook.model.kinds import KINDS
from handbook.model.quantity import Amount

EXCHANGED = ("scripts", "kpis", "service-levels", "phrases", "terms", "scorecard")
"""The kinds of document that go out to spreadsheets and come back."""
DOCUMENT, ID, NUMBER, STATE = "document", "id", "no", "state"
"""Columns that are no fields: where a row belongs, and as what it went out."""

Type = Literal["text", "number", "integer", "boolean", "choice", "quantity", "reference"]


@dataclass(frozen=True, slots=True)
class Holds:
    """What a field holds; ``many`` is a list of such values, one a line of its cell."""

    type: Type
    many: bool = False
    choices: tuple[str, ...] = ()
    to: To | None = None


TEXT = Holds("text")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``name`` is what a sheet is read back by, ``path`` the keys in a row's mapping.

    A column without a path says where the row belongs.
    """

    name: str
    path: tuple[str, ...]
    holds: Holds = TEXT
    required: bool = False
    model: type[Model] | None = None
    """The model that describes the field."""

    @property
    def key(self) -> str:
        """What the column is called within its sheet."""
        return self.name.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Level:
    """A list on the way from a document to a row: its key, and what it is a list of."""

    field: str
    model: type[Model]

    @property
    def item(self) -> type[Item] | None:
        """Their model, where its entries have ids that belong to one of them in the handbook."""
        return self.model if issubclass(self.model, Item) else None

    @property
    def named(self) -> bool:
        """Whether its entries have ids."""
        return self.item is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a kind's documents is a table. Without levels a row is a document."""

    name: str
    kind: str
    model: type[Model]
    levels: tuple[Level, ...]
    columns: tuple[Column, ...] = field(default=())

    @property
    def item(self) -> type[Item] | None:
        """The model of its rows, where these have ids of their own."""
        return self.levels[-1].item if self.levels else None

    @property
    def named(self) -> bool:
        """Whether its rows have ids of their own."""
        return self.item is not None

    @property
    def fields(self) -> tuple[Column, ...]:
        """The columns that hold what a row says."""
        return tuple(column for column in self.columns if column.path)

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that say which row it is, from the document inwards."""
        return tuple(column for column in self.columns if not column.path and column.key != STATE)


@cache
def sheets_of(kind: str) -> tuple[Sheet, ...]:
    """The sheets of a kind, lists before what lies in them. Raises KeyError."""
    model = {one.name: one.model for one in KINDS}[kind]
    return tuple(_sheets(kind, model, (), kind))


@cache
def all_sheets() -> dict[str, Sheet]:
    """Every sheet by its name."""
    return {sheet.name: sheet for kind in EXCHANGED for sheet in sheets_of(kind)}


def _sheets(kind: str, model: type[Model], levels: tuple[Level, ...], name: str) -> Iterator[Sheet]:
    fields = list(_fields(model))
    told = [_column(name, key, hint, model) for key, hint in fields if _listed(hint) is None]
    columns = tuple(column for group in told for column in group)
    if columns:
        keys = [Column(f"{name}:{key}", ()) for key in (DOCUMENT, *_keys(levels))]
        state = Column(f"{name}:{STATE}", ())
        yield Sheet(name, kind, model, levels, (*keys, *columns, state))
    for key, hint in fields:
        if (below := _listed(hint)) is not None:
            named = below.KIND if issubclass(below, Item) else f"{name}.{key}"
            yield from _sheets(kind, below, (*levels, Level(key, below)), named)


def _keys(levels: tuple[Level, ...]) -> Iterator[str]:
    """The columns that tell one row of nested lists from another."""
    for level in levels[:-1]:
        yield level.field
    if levels:
        yield ID if levels[-1].named else NUMBER


def _fields(model: type[Model]) -> Iterator[tuple[str, Any]]:
    """A model's own fields by their keys, with their annotations."""
    hints = typing.get_type_hints(model, include_extras=True)
    shared: set[str] = set(Document.model_fields) if issubclass(model, Document) else {ID}
    for name, info in model.model_fields.items():
        if name not in shared:
            yield info.alias or name, hints[name]


def _listed(hint: Any) -> type[Model] | None:
    """The model of the entries of a list of things; None for any other field."""
    base = _bare(hint)[0]
    if get_origin(base) is not tuple:
        return None
    inner = get_args(base)[0]
    return inner if isinstance(inner, type) and issubclass(inner, Model) else None


def _column(name: str, key: str, hint: Any, model: type[Model]) -> list[Column]:
    """The column of a field; of a thing within a thing, a column for each of its fields."""
    info = next(one for one_name, one in model.model_fields.items() if key in (one_name, one.alias))
    base = _bare(hint)[0]
    if isinstance(base, type) and issubclass(base, Model):
        return [
            Column(f"{name}:{key}.{below}", (key, below), _holds(of), model=base)
            for below, of in _fields(base)
        ]
    return [Column(f"{name}:{key}", (key,), _holds(hint), info.is_required(), model)]


def _holds(hint: Any) -> Holds:
    base, marks = _bare(hint)
    if get_origin(base) is tuple:
        inner = _holds(get_args(base)[0])
        return Holds(inner.type, True, inner.choices, inner.to)
    if get_origin(base) is Literal:
        return Holds("choice", choices=get_args(base))
    if to := next((mark for mark in marks if isinstance(mark, To)), None):
        return Holds("reference", to=to)
    if base is Amount:
        return Holds("quantity")
    kinds: dict[Any, Type] = {bool: "boolean", int: "integer", float: "number"}
    return Holds(kinds.get(base, "text"))


def _bare(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without the nothing that it may be, and its marks."""
    if get_origin(hint) is Annotated:
        base, *marks = get_args(hint)
        inner, more = _bare(base)
        return inner, (*marks, *more)
    if get_origin(hint) in (Union, types.UnionType):
        choices = [one for one in get_args(hint) if one is not type(None)]
        if len(choices) == 1:
            return _bare(choices[0])
    return hint, ()
