"""Whether the Chinese of the models' fields is whole, and still that of their docstrings."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from handbook.model.base import Document, Model
from handbook.model.kinds import KINDS
from handbook.model.settings import Settings
from handbook.render.meanings import chinese, docstring, given


def problems() -> list[str]:
    """What fields.zh.toml lacks, or holds for a model that has changed."""
    roots: list[type[Model]] = [Document, Settings, *(kind.model for kind in KINDS)]
    models = {one.__name__: one for root in roots for one in (root, *models_below(root))}
    said = [f"[{name}]: there is no such model" for name in chinese().keys() - models - {"same"}]
    return sorted([*said, *(one for model in models.values() for one in _wrong(model))])


def _wrong(model: type[Model]) -> Iterator[str]:
    fields = own_fields(model)
    section = chinese().get(model.__name__, {})
    if "_title" not in section:
        yield f"[{model.__name__}] _title: say what it is called"
    for key in section.keys() - fields - {"_title", "_doc"}:
        yield f"[{model.__name__}] {key}: there is no such field"
    yield from _stale(model, "_doc", section.get("_doc"), docstring(model))
    for name in fields:
        yield from _stale(model, name, given(model, name), docstring(model, name))


def _stale(
    model: type[Model], key: str, entry: list[str] | str | None, source: str
) -> Iterator[str]:
    translated = entry[0] if isinstance(entry, list) else ""
    if translated != source:
        yield f"[{model.__name__}] {key}: translate “{source}”"
    elif not entry and key != "_doc":
        yield f"[{model.__name__}] {key}: say what it means"


def own_fields(model: type[Model]) -> dict[str, FieldInfo]:
    """A model's fields; of a kind of document only those that not every kind has."""
    kind = issubclass(model, Document) and model is not Document
    shared = Document.model_fields if kind else {}
    return {name: info for name, info in model.model_fields.items() if name not in shared}


def models_below(model: type[Model]) -> list[type[Model]]:
    """The models of a model's own fields, from the outside in, each once."""
    found: list[type[Model]] = []
    hints = typing.get_type_hints(model, include_extras=True)
    for name in own_fields(model):
        for below in _models_in(hints[name]):
            found += [below, *models_below(below)]
    return list(dict.fromkeys(found))


def _models_in(hint: Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint
    for part in get_args(hint):
        yield from _models_in(part)
