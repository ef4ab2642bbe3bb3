"""The descriptions are what is published: every file keeps to its schema, and all is described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handbook.api.openapi import FILES, SCHEMAS, VERSION
from tests.api.conftest import Files

DATED = Draft202012Validator.FORMAT_CHECKER
HTTP = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def contents(files: Files) -> Iterator[tuple[str, Any]]:
    """Every file but the descriptions, with the name of its schema."""
    for path, value in files.items():
        if path != "openapi.json" and not path.startswith(SCHEMAS):
            folder, _, name = path.rpartition("/")
            yield "document" if folder == "documents" else name.removesuffix(".json"), value


def complaints(files: Files) -> list[str]:
    found = []
    for name, value in contents(files):
        validator = Draft202012Validator(files[f"{SCHEMAS}{name}.json"], format_checker=DATED)
        found += [
            f"{name}: {error.json_path}: {error.message}" for error in validator.iter_errors(value)
        ]
    return found


def test_every_file_keeps_to_its_schema(files: Files, shipped: list[Files]) -> None:
    for each in (files, *shipped):
        assert complaints(each) == []


def test_a_schema_refuses_what_is_not_published(files: Files) -> None:
    schema = files[f"{SCHEMAS}document.json"]
    document = files["documents/SOP-RET-01.json"]
    assert not Draft202012Validator(schema).is_valid({**document, "waive": []})
    assert not Draft202012Validator(schema).is_valid({**document, "effective": None})


def test_every_schema_is_one(files: Files) -> None:
    for path, schema in files.items():
        if path.startswith(SCHEMAS):
            Draft202012Validator.check_schema(schema)
    assert {path for path in files if path.startswith(SCHEMAS)} == {
        f"{SCHEMAS}{name}.json" for name in FILES
    }


def test_every_file_is_described_and_listed(files: Files) -> None:
    described = files["openapi.json"]["paths"]
    for path in files:
        if path != "openapi.json" and not path.startswith(SCHEMAS):
            assert "/" + re.sub(r"^documents/.+", "documents/{id}.json", path) in described
    assert set(files["index.json"]["links"].values()) | {"index.json"} == {
        path.removeprefix("/") for path in described
    }


def test_the_openapi_document_is_whole(files: Files) -> None:
    """What its official schema asks for, and what that cannot: references lead somewhere."""
    told = files["openapi.json"]
    assert re.fullmatch(r"3\.1\.\d+", told["openapi"])
    assert told["info"].keys() == {"title", "version", "description"}
    assert told["info"]["version"] == VERSION
    assert told["servers"] == [{"url": "."}]
    operations = [path["get"] for path in told["paths"].values() if path.keys() <= HTTP]
    assert len(operations) == len(told["paths"])
    assert len({one["operationId"] for one in operations}) == len(operations)
    for path, item in told["paths"].items():
        named = {one["name"] for one in item["get"].get("parameters", []) if one["required"]}
        assert named == set(re.findall(r"\{(\w+)\}", path))
        assert all(answer["description"] for answer in item["get"]["responses"].values())
    schemas = told["components"]["schemas"]
    for name, schema in schemas.items():
        assert re.fullmatch(r"[a-zA-Z0-9._-]+", name)
        Draft202012Validator.check_schema(schema)
    referred = set(references(told))
    assert referred == {f"#/components/schemas/{name}" for name in schemas}


def test_both_descriptions_say_the_same(files: Files) -> None:
    told = files["openapi.json"]
    for name, value in contents(files):
        path = FILES[name].path
        answer = told["paths"][f"/{path}"]["get"]["responses"]["200"]
        schema = {
            **answer["content"]["application/json"]["schema"],
            "components": told["components"],
        }
        assert Draft202012Validator(schema).is_valid(value), name


def test_what_is_empty_is_left_out(files: Files, shipped: list[Files]) -> None:
    for each in (files, *shipped):
        for name, value in contents(each):
            assert None not in list(leaves(value)), name
            assert "" not in list(
                leaves({key: one for key, one in value.items() if key != "items"})
            )


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "$ref":
                yield one
            else:
                yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield value


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_a_file_is_is_said_in_a_line(name: str, files: Files) -> None:
    operation = files["openapi.json"]["paths"][f"/{FILES[name].path}"]["get"]
    assert operation["summary"].endswith(".")
