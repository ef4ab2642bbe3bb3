"""References, prose and items are found by their marks, wherever a model holds them."""

from __future__ import annotations

import json
from typing import Any

from handbook.model.base import Image, Item, Prose, To
from handbook.model.escalation import Hop
from handbook.model.quantity import Amount
from handbook.model.script import ScriptLibrary
from handbook.model.sop import Step
from handbook.model.walk import walk


def step(**more: Any) -> Step:
    whole = {"id": "a", "do": "登记", "who": "role.agent", **more}
    return Step.model_validate_json(json.dumps(whole))


def found(**more: Any) -> list[tuple[Any, Any]]:
    """What is found but for the label that each step has."""
    whole = [(route, value) for route, value, _ in walk(step(**more))]
    return [one for one in whole if one[0] != ("do",)]


def test_only_what_is_marked_is_found() -> None:
    assert found() == [(("who",), "role.agent")]


def test_a_limit_is_an_id_or_a_quantity() -> None:
    assert (("within",), "sla.first") in found(within="sla.first")
    assert step(within="10min").within == Amount(10, "min")
    assert found(within="10min") == found()
    hop = {"to": "role.a", "within": "2-3 workdays", "when": "x", "how": "y"}
    assert Hop.model_validate_json(json.dumps(hop)).within == Amount(2, "workdays", 3)


def test_one_or_several_are_both_found() -> None:
    assert (("record",), "form.a") in found(record="form.a")
    assert (("record", 0), "form.a") in found(record=["form.a"])


def test_a_literal_in_place_of_a_reference_is_none() -> None:
    assert found(next="end") == found()
    assert (("next",), "other") in found(next="other")


def test_prose_images_and_nested_models_are_found() -> None:
    more = {
        "detail": "见[[a]]",
        "pictures": [{"file": "a.png", "alt": "图"}],
        "branches": [{"when": "甲", "go": "b"}],
    }
    marks = {route: mark for route, _, mark in walk(step(**more))}
    assert isinstance(marks["detail",], Prose)
    assert isinstance(marks["pictures", 0, "file"], Image)
    assert isinstance(marks["branches", 0, "when"], Prose)
    assert isinstance(marks["branches", 0, "go"], To)


def test_a_label_is_found_and_holds_no_markup() -> None:
    marks = {route: mark for route, _, mark in walk(step())}
    assert marks["do",] == Prose(plain=True)


def test_an_item_comes_before_what_it_holds() -> None:
    script = {"id": "script.a", "title": "a", "scene": "x", "channels": ["y"], "purpose": "p"}
    change = {"version": "1.0.0", "date": "2026-11-01", "class": "editorial", "summary": "s"}
    head = {"id": "SCR-01", "title": "t", "version": "1.0.0", "status": "draft", "owner": "a"}
    whole = head | {
        "approver": "b",
        "scripts": [script | {"text": "您好"}],
        "changes": [change | {"author": "a"}],
    }
    library = ScriptLibrary.model_validate_json(json.dumps(whole))
    routes = [route for route, _, _ in walk(library)]
    values = [value for _, value, mark in walk(library) if mark is None]
    assert all(isinstance(value, Item) for value in values)
    item = routes.index(("scripts", 0))
    assert routes[item + 1] == ("scripts", 0, "title")
    assert ("changes", 0, "summary") in routes  # by its name in the source
