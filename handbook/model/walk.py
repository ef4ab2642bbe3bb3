"""Find references, prose and items in a document without naming a field of any kind.

The marks in :mod:`handbook.model.base` say what a field holds; a plan is compiled once for each
class, so that a thousand documents are walked without looking at annotations again.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from handbook.model.base import Image, Item, Model, Prose, To
from handbook.source import Route


class Found(NamedTuple):
    """Something met on the walk: the mark says what the value is."""

    route: Route
    value: Any
    mark: To | Prose | Image | None
    """None for an item, which comes before all that is in it."""


_Walker = Callable[[Any, Route, list[Found]], None]


def walk(model: Model) -> list[Found]:
    """Every marked text and every item below ``model``, in the order of the fields."""
    found: list[Found] = []
    _walk(model, (), found)
    return found


def _walk(model: Model, route: Route, found: list[Found]) -> None:
    values = model.__dict__
    for name, key, walker in _plan(type(model)):
        if value := values[name]:
            walker(value, (*route, key), found)


@cache
def _plan(model: type[Model]) -> tuple[tuple[str, str, _Walker], ...]:
    hints = typing.get_type_hints(model, include_extras=True)
    fields = []
    for name, info in model.model_fields.items():
        if (walker := _walker(hints[name])) is not None:
            fields.append((name, info.alias or name, walker))
    return tuple(fields)


def _walker(hint: Any) -> _Walker | None:
    origin = get_origin(hint)
    if origin is Annotated:
        base, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, To | Prose | Image):
                return _marked(mark)
        return _walker(base)
    if origin in (Union, types.UnionType):
        return _union(get_args(hint))
    if origin in (tuple, dict):
        below = _walker(get_args(hint)[0 if origin is tuple else 1])
        return below and (_entries(below) if origin is tuple else _values(below))
    return _below(hint)


def _below(hint: Any) -> _Walker | None:
    if isinstance(hint, type) and issubclass(hint, Model):
        return _item if issubclass(hint, Item) else _walk
    return None


def _marked(mark: To | Prose | Image) -> _Walker:
    def walker(value: Any, route: Route, found: list[Found]) -> None:
        if isinstance(value, str):
            found.append(Found(route, value, mark))

    return walker


def _union(hints: tuple[Any, ...]) -> _Walker | None:
    """A text in a union goes to its first marked text, unless it is one of the literals."""
    walkers = [(_is_list(hint), walker) for hint in hints if (walker := _walker(hint)) is not None]
    literals = {v for hint in hints if get_origin(hint) is typing.Literal for v in get_args(hint)}
    if not walkers:
        return None
    if len([hint for hint in hints if hint is not type(None)]) == 1:
        return walkers[0][1]

    def choose(value: Any, route: Route, found: list[Found]) -> None:
        if isinstance(value, str) and value in literals:
            return
        for is_list, below in walkers:
            if isinstance(value, tuple) == is_list:
                below(value, route, found)
                return

    return choose


def _is_list(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _entries(below: _Walker) -> _Walker:
    def walker(value: Any, route: Route, found: list[Found]) -> None:
        for number, entry in enumerate(value):
            below(entry, (*route, number), found)

    return walker


def _values(below: _Walker) -> _Walker:
    def walker(value: Any, route: Route, found: list[Found]) -> None:
        for key, entry in value.items():
            below(entry, (*route, key), found)

    return walker


def _item(item: Any, route: Route, found: list[Found]) -> None:
    found.append(Found(route, item, None))
    _walk(item, route, found)
