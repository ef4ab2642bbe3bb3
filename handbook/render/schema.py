"""JSON Schemas of the sources, for editors that complete, explain and check as one types.

Draft 2020-12. What the schema cannot say, such as whether an id exists, is left to the check; the
ids of a handbook are given as examples, which editors offer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handbook.model.base import REFERS, Model
from handbook.model.kinds import KINDS
from handbook.model.library import Library
from handbook.model.settings import Settings
from handbook.render.meanings import describe, describe_model, models_below, title
from handbook.render.words import catalogue

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SETTINGS = "handbook"
MODELS: Mapping[str, type[Model]] = {
    SETTINGS: Settings,
    **{kind.name: kind.model for kind in KINDS},
}
"""What there is a schema of: handbook.yml, and every kind of document."""
_MARKS = re.compile(r"`{1,2}")
_NONE: Mapping[str, list[str]] = MappingProxyType({})

Schema = dict[str, Any]


def schema(kind: str, language: str, library: Library | None = None) -> Schema:
    """The schema of a kind; raises KeyError. ``library`` is whose ids are given as examples."""
    model = MODELS[kind]
    found: Schema = tidied({"$schema": DIALECT, **model.model_json_schema()}, _ids(library))
    models = {one.__name__: one for one in (model, *models_below(model))}
    for name, part in ((model.__name__, found), *found.get("$defs", {}).items()):
        if name in models:
            _explain(models[name], part, language)
    return found


def schema_file(kind: str) -> str:
    """What the file of a kind's schema is called."""
    return f"{kind}.schema.json"


def as_json(found: Schema) -> str:
    """A schema as text."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _explain(model: type[Model], part: Schema, language: str) -> None:
    """Put in words what a model and its fields are: editors show it beside what one types."""
    words = catalogue(language)
    part["title"] = title(model) if language.startswith("zh") else model.__name__
    part |= _described(describe_model(model, language))
    for name, info in model.model_fields.items():
        key = info.alias or name
        found = part["properties"][key]
        found["title"] = words[f"field.{key}"]
        found |= _described(describe(model, name, language))


def _described(told: str) -> Schema:
    """A description, and the same with its code marked for editors that show Markdown."""
    plain = {"description": _MARKS.sub("", told)} if told else {}
    return plain | ({"markdownDescription": _MARKS.sub("`", told)} if "`" in told else {})


def _ids(library: Library | None) -> dict[str, list[str]]:
    """The addresses of a handbook by kind."""
    found: dict[str, list[str]] = {}
    for entry in library.entries.values() if library else ():
        found.setdefault(entry.kind, []).append(entry.address)
        if entry.address == entry.document:
            found.setdefault("document", []).append(entry.address)
    return found


def tidied(value: Any, ids: Mapping[str, list[str]] = _NONE, *, named: bool = False) -> Any:
    """Without the titles and nothings that pydantic adds, and with ids where one is referred to.

    ``named`` is a mapping whose keys are names of the sources, not words of the schema.
    """
    if isinstance(value, list):
        return [tidied(one, ids) for one in value]
    if not isinstance(value, dict):
        return value
    if named:
        return {key: tidied(one, ids) for key, one in value.items()}
    value = _without_nothing(value)
    kinds = value.pop(REFERS, ())
    offered = [address for kind in kinds for address in ids.get(kind, ())]
    told = {
        key: tidied(one, ids, named=key in ("properties", "$defs"))
        for key, one in value.items()
        if key != "title" and not (key == "default" and one in (None, [], {}, ""))
    }
    return told | ({"examples": offered} if offered else {})


def _without_nothing(value: Schema) -> Schema:
    """An optional value by what it is: a key that is there is never null."""
    choices = [one for one in value.get("anyOf", ()) if one != {"type": "null"}]
    rest = {key: one for key, one in value.items() if key != "anyOf"}
    if len(choices) == 1:
        return {**choices[0], **rest}
    return {**rest, "anyOf": choices} if choices else dict(value)
