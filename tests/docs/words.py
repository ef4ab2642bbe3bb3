"""What the models' fields mean, in Chinese.

``fields.zh.toml`` keeps the Chinese beside the docstring that it translates; where the docstring
has changed since, the docstring itself is shown and :func:`problems` names the place.
"""

from __future__ import annotations

import inspect
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from handbook.model.base import Document, Model
from handbook.model.kinds import KINDS
from handbook.model.settings import Settings

CHINESE: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("fields.zh.toml").read_text("utf-8")
)


def title(model: type[Model]) -> str:
    """What a model is called in Chinese."""
    return str(_section(model).get("_title", model.__name__))


def describe_model(model: type[Model]) -> str:
    """A model's docstring in Chinese."""
    return _chinese(_section(model).get("_doc"), _docstring(model))


def describe(model: type[Model], name: str) -> str:
    """What a field means, in Chinese."""
    return _chinese(_given(model, name), _docstring(model, name))


def _chinese(given: list[str] | str | None, source: str) -> str:
    """The Chinese, or the English where that has changed since it was translated."""
    if isinstance(given, list):
        return given[1] if given[0] == source else source
    return given or source


def _section(model: type[Model]) -> dict[str, Any]:
    return CHINESE.get(model.__name__, {})


def _given(model: type[Model], name: str) -> list[str] | str | None:
    given: list[str] | str | None = _section(model).get(name, CHINESE["same"].get(name))
    return given


def _docstring(model: type[Model], name: str = "") -> str:
    if not name:
        return inspect.cleandoc(model.__doc__ or "")
    return " ".join((model.model_fields[name].description or "").split())


def problems() -> list[str]:
    """What fields.zh.toml lacks, or holds for a model that has changed."""
    roots: list[type[Model]] = [Document, Settings, *(kind.model for kind in KINDS)]
    models = {one.__name__: one for root in roots for one in (root, *models_below(root))}
    said = [f"[{name}]: there is no such model" for name in CHINESE.keys() - models - {"same"}]
    return sorted([*said, *(one for model in models.values() for one in _wrong(model))])


def _wrong(model: type[Model]) -> Iterator[str]:
    fields = own_fields(model)
    section = _section(model)
    if "_title" not in section:
        yield f"[{model.__name__}] _title: say what it is called"
    for key in section.keys() - fields - {"_title", "_doc"}:
        yield f"[{model.__name__}] {key}: there is no such field"
    yield from _stale(model, "_doc", section.get("_doc"), _docstring(model))
    for name in fields:
        yield from _stale(model, name, _given(model, name), _docstring(model, name))


def _stale(
    model: type[Model], key: str, given: list[str] | str | None, source: str
) -> Iterator[str]:
    translated = given[0] if isinstance(given, list) else ""
    if translated != source:
        yield f"[{model.__name__}] {key}: translate “{source}”"
    elif not given and key != "_doc":
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
