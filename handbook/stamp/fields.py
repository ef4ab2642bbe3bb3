"""What the fields of a kind hold, for content that is plain JSON: records outlive their models."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from handbook.model.base import Model, Prose, To
from handbook.model.kinds import KINDS
from handbook.model.quantity import Amount

_KINDS = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what marks its text, and the model of what it holds."""

    mark: Prose | To | None = None
    model: type[Model] | None = None
    quantity: bool = False
    table: bool = False
    """Whether its members are rows of cells."""

    @property
    def is_prose(self) -> bool:
        """Whether it holds Markdown to be read, not words to be said."""
        return isinstance(self.mark, Prose) and not (self.mark.slots or self.mark.plain)

    @property
    def is_reference(self) -> bool:
        return isinstance(self.mark, To)


UNKNOWN = Field()


def fields_of(kind: str) -> type[Model] | None:
    """The model of a kind of document; None for a kind that this version does not know."""
    known = _KINDS.get(kind)
    return known.model if known else None


def field(model: type[Model] | None, name: str) -> Field:
    """What a field holds, by its key in the source; nothing is known of an unknown one."""
    return _fields(model).get(name, UNKNOWN) if model is not None else UNKNOWN


def field_at(kind: str, route: Sequence[str]) -> Field:
    """What is at a route through a kind's content; ``#id`` and ``#2`` are members of lists."""
    model: type[Model] | None = fields_of(kind)
    known = UNKNOWN
    for part in route:
        if not part.startswith("#"):
            known = field(model, part)
            model = known.model
    return known


def owner_at(kind: str, route: Sequence[str]) -> type[Model] | None:
    """The model that the innermost field of a route is one of."""
    keys = [part for part in route if not part.startswith("#")]
    return field_at(kind, keys[:-1]).model if keys[1:] else fields_of(kind)


@cache
def _fields(model: type[Model]) -> dict[str, Field]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {
        info.alias or name: _field(hints[name]) or UNKNOWN
        for name, info in model.model_fields.items()
    }


def _field(hint: Any) -> Field | None:
    origin = get_origin(hint)
    if origin is Annotated:
        base, *marks = get_args(hint)
        if base is Amount:
            return Field(quantity=True)
        mark = next((mark for mark in marks if isinstance(mark, Prose | To)), None)
        return Field(mark) if mark else _field(base)
    if origin is tuple and get_origin(row := get_args(hint)[0]) is tuple:
        found = _field(row)
        return replace(found, table=True) if found else None
    if origin in (tuple, Union, types.UnionType):
        return next((found for part in get_args(hint) if (found := _field(part))), None)
    if isinstance(hint, type) and issubclass(hint, Model):
        return Field(model=hint)
    return None
