"""What models and their fields mean, in words: from their docstrings, in Chinese from a table.

``fields.zh.toml`` keeps the Chinese beside the docstring that it translates; where the docstring
has changed since, the docstring itself is shown.
"""

from __future__ import annotations

import ast
import inspect
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from handbook.model.base import Model


@cache
def chinese() -> dict[str, dict[str, Any]]:
    """The table: a section a model, and one for keys that mean the same in all of them."""
    path = Path(__file__).with_name("fields.zh.toml")
    return tomllib.loads(path.read_text("utf-8"))


def title(model: type[Model]) -> str:
    """What a model is called in Chinese."""
    return str(_section(model).get("_title", model.__name__))


def describe_model(model: type[Model], language: str = "zh-Hans") -> str:
    """What a model is: its docstring, or the Chinese of it."""
    return _told(_section(model).get("_doc"), docstring(model), language)


def describe(model: type[Model], name: str, language: str = "zh-Hans") -> str:
    """What a field means; empty in English where its name says it."""
    return _told(given(model, name), docstring(model, name), language)


def given(model: type[Model], name: str) -> list[str] | str | None:
    """The table's entry: the Chinese, or the docstring and its Chinese."""
    sections = [*(one.__name__ for one in model.__mro__), "same"]
    found = (chinese().get(section, {}).get(name) for section in sections)
    return next((one for one in found if one is not None), None)


def docstring(model: type[Model], name: str = "") -> str:
    """The docstring of a model, or of one of its fields on one line."""
    if not name:
        return inspect.cleandoc(model.__doc__ or "")
    found = (_fields(one).get(name) for one in model.__mro__ if issubclass(one, Model))
    return next((told for told in found if told is not None), "")


@cache
def _fields(model: type[Model]) -> dict[str, str]:
    """The docstrings of a model's own fields; pydantic would read them at every start."""
    found = {}
    [whole] = ast.parse(inspect.getsource(model)).body
    for field, told in pairwise(getattr(whole, "body", [])):
        match field, told:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split())
            case ast.AnnAssign(target=ast.Name(id=name)), _:
                found[name] = ""
    return found


def _section(model: type[Model]) -> dict[str, Any]:
    return chinese().get(model.__name__, {})


def _told(entry: list[str] | str | None, source: str, language: str) -> str:
    if not language.startswith("zh"):
        return source
    if isinstance(entry, list):
        return entry[1] if entry[0] == source else source
    return entry or source


def models_below(model: type[Model]) -> tuple[type[Model], ...]:
    """The models of a model's fields, at whatever depth, each once and the outer ones first."""
    found: dict[type[Model], None] = {}
    waiting = [model]
    while waiting:
        for info in waiting.pop(0).model_fields.values():
            fresh = [one for one in _models_in(info.annotation) if one not in found]
            found |= dict.fromkeys(fresh)
            waiting += fresh
    return tuple(found)


def _models_in(hint: Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint
    for part in get_args(hint):
        yield from _models_in(part)
