"""Random edits of every shipped document, against an oracle that knows only what was touched."""

from __future__ import annotations

import copy
import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from handbook.load.tree import load_tree, parse
from handbook.model.base import Document
from handbook.model.kinds import kind_of
from handbook.model.library import Library, build_library
from handbook.model.quantity import Amount
from handbook.stamp.changes import class_of, differences
from handbook.stamp.digest import content_of, digest_of

ROOT = Path(__file__).parents[2]
EXAMPLES = max(150, settings.default.max_examples if settings.default else 0)
BOOKKEEPING = {"version", "status", "effective", "approver", "review_every", "changes", "waive"}
FINDING = {"asks", "tags"}
LOOSE = {"concerns", "related", "see", "supersedes", "superseded_by", "scene", "scenes", "group"}
"""What files a thing or points elsewhere: it may change without a change in meaning."""
Route = tuple[str | int, ...]


@cache
def library() -> Library:
    return build_library(load_tree(ROOT))


@cache
def sources() -> dict[str, Any]:
    """The data of every document's file."""
    found = library()
    return {id_: json.loads(found.files[found.file_of(id_)].json) for id_ in found.documents}


def leaves(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*route, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from leaves(one, (*route, number))
    elif value is not None:
        yield route, value


def changed(value: Any, draw: st.DataObject) -> Any:
    """Another value of the same sort."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + draw.draw(st.sampled_from([1, 5]))
    if is_amount(value):
        return draw.draw(st.sampled_from(["7 min", "2 workdays", "41%"]))
    if value in library().entries:
        kind = library().entries[value].kind
        others = [one.address for one in library().entries.values() if one.kind == kind]
        return draw.draw(st.sampled_from(others))
    return value + draw.draw(st.sampled_from(["一", "不", "3 天", "。", "x"]))


def is_amount(value: Any) -> bool:
    try:
        return bool(Amount.parse(value))
    except ValueError:
        return False


def replaced(data: Any, route: Route, value: Any) -> Any:
    found = copy.deepcopy(data)
    below = found
    for key in route[:-1]:
        below = below[key]
    below[route[-1]] = value
    return found


def named(route: Route) -> set[str]:
    return {key for key in route if isinstance(key, str)}


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_one_value_changed_is_found_and_never_under_rated(draw: st.DataObject) -> None:
    id_ = draw.draw(st.sampled_from(sorted(sources())))
    data, before = sources()[id_], library().documents[id_]
    route, value = draw.draw(st.sampled_from([one for one in leaves(data) if one[0] != ("id",)]))
    other = changed(value, draw)
    assume(other != value)
    try:
        after = type(before).model_validate_json(json.dumps(replaced(data, route, other)))
    except ValidationError:
        reject()  # the models refuse it: no release could hold it
    old, new = content_of(before), content_of(after)
    found = differences(before.KIND, old, new)
    same = digest_of(before.KIND, old, {}) == digest_of(before.KIND, new, {})
    if route[0] in BOOKKEEPING or named(route) & FINDING:
        assert same
        assert found == ()
        return
    assert not same, route
    assert found, route
    binds = isinstance(value, bool | int | float) or is_amount(value) or value in library().entries
    if binds and not named(route) & LOOSE:
        assert class_of(found) != "editorial", (route, value, other)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_source_written_otherwise_is_the_same(draw: st.DataObject) -> None:
    id_ = draw.draw(st.sampled_from(sorted(sources())))
    before = library().documents[id_]
    text = yaml.safe_dump(
        sources()[id_],
        allow_unicode=draw.draw(st.booleans()),
        default_flow_style=draw.draw(st.sampled_from([True, False, None])),
        sort_keys=draw.draw(st.booleans()),
        width=draw.draw(st.integers(20, 200)),
        indent=draw.draw(st.integers(2, 6)),
        default_style=draw.draw(st.sampled_from([None, '"', "'"])),
    )
    assume(yaml.safe_load(text) == sources()[id_])  # PyYAML folds some lines into other words
    if draw.draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    text = draw.draw(st.sampled_from(["", "# 注释\n", "\n\n"])) + text + "# 完\n"
    text = text.replace("\n", draw.draw(st.sampled_from(["\n", "\r\n"])))
    after = read(before, text)
    assume(after is not None)
    assert after is not None
    old, new = content_of(before), content_of(after)
    assert differences(before.KIND, old, new) == ()
    assert digest_of(before.KIND, old, {}) == digest_of(before.KIND, new, {})


def read(before: Document, text: str) -> Document | None:
    """The document that a text holds; None for what the loader does not take as YAML."""
    file = library().file_of(before.id)
    kind = kind_of(file)
    assert kind is not None
    loaded = parse("x.yml", text.encode())
    try:
        return kind.model.model_validate_json(loaded.json)
    except ValidationError:
        return None
