"""What VS Code is given: schemas for the right files, and snippets whose bodies hold."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from functools import cache
from textwrap import indent
from typing import Any

import pytest

from handbook.load.tree import parse
from handbook.model.base import Model
from handbook.model.kinds import KINDS, kind_of
from handbook.model.policy import Article, Chapter, Policy
from handbook.render import editor
from handbook.render.meanings import models_below

LANGUAGES = ("zh-Hans", "en")
DAY = {"$CURRENT_YEAR": "2026", "$CURRENT_MONTH": "12", "$CURRENT_DATE": "01"}
_CHOICE = re.compile(r"\$\{\d+\|([^,|]+)[^|]*\|\}")
_STOP = re.compile(r"\$\{\d+:((?:\\.|[^\\}])*)\}")


@cache
def snippets(language: str) -> dict[str, dict[str, Any]]:
    return editor.snippets(language)


def expanded(snippet: dict[str, Any]) -> str:
    """What stands there when an author has gone through all stops without a word."""
    text = "\n".join(snippet["body"])
    for name, value in DAY.items():
        text = text.replace(name, value)
    text = _STOP.sub(lambda stop: re.sub(r"\\(.)", r"\1", stop[1]), _CHOICE.sub(r"\1", text))
    assert "$" not in text
    return text


def named(snippet: dict[str, Any]) -> str:
    return str(snippet["prefix"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_the_snippet_of_a_kind_is_a_document(kind: str, language: str) -> None:
    model = next(one.model for one in KINDS if one.name == kind)
    text = expanded(snippets(language)[kind])
    loaded = parse("x.md" if model is Policy else "x.yml", text.encode(), articles=model is Policy)
    assert loaded.problems == ()
    assert model.model_validate_json(loaded.json).status == "draft"


def parts() -> dict[str, type[Model]]:
    return {
        re.sub(r"(?<!^)(?=[A-Z])", "-", one.__name__.removesuffix("Item")).lower(): one
        for kind in KINDS
        for one in models_below(kind.model)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", parts())
def test_the_snippet_of_a_part_is_one(name: str, language: str) -> None:
    model = parts()[name]
    snippet = snippets(language)[name]
    text = expanded(snippet)
    if model in (Article, Chapter):
        assert snippet["scope"] == "markdown"
        assert re.match(r"#{2,3} .+ \{#[a-z-]+1\}\n", text)
        return
    loaded = parse("x.yml", f"part:\n{indent(text, '  ')}".encode())
    assert loaded.problems == ()
    data = json.loads(loaded.json)["part"]
    listed = data if isinstance(data, list) else [data]
    assert len(listed) == 1
    model.model_validate_json(json.dumps(listed[0]))


def test_no_two_snippets_are_called_the_same() -> None:
    models = {one for kind in KINDS for one in models_below(kind.model)}
    found = snippets("en")
    assert len(found) == len(KINDS) + len(models)
    assert {named(one) for one in found.values()} == set(found)
    assert {"step", "script", "kpi", "service-level", "branch", "phrase"} <= set(found)


def test_every_source_has_the_schema_of_its_kind() -> None:
    places = editor.workspace_settings("schemas")["yaml.schemas"]
    for kind in KINDS:
        file = f"sop_sources/{kind.place}"
        file = file if kind.single else f"{file}/A-01.yml"
        globs = {one.replace("**/", "") for one in places[f"./schemas/{kind.name}.schema.json"]}
        for name in (file, file.removesuffix(".yml") + ".yaml"):
            assert kind_of(name) == kind
            assert any(fnmatch(name, one) for one in globs)
    settings = set(places["./schemas/handbook.schema.json"])
    assert {"handbook.yaml", "sop_sources/handbook.yaml"} <= settings
