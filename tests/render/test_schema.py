"""The schemas: valid, true of the shipped handbook, and strict where the models are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from handbook.cli import main
from handbook.load.tree import load_tree
from handbook.model.kinds import is_handbook, kind_of
from handbook.model.library import Library, build_library
from handbook.render.schema import MODELS, schema, schema_file

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(load_tree(ROOT))


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_one(kind: str, language: str) -> None:
    found = schema(kind, language)
    Draft202012Validator.check_schema(found)
    text = json.dumps(found, ensure_ascii=False)
    assert "x-refers-to" not in text
    assert '"null"' not in text


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_explained_in_chinese(kind: str) -> None:
    found = schema(kind, "zh-Hans")
    for part in (found, *found.get("$defs", {}).values()):
        for name, value in part.get("properties", {}).items():
            assert value.get("description"), name


def test_the_shipped_handbook_is_valid(library: Library) -> None:
    seen = set()
    for file, loaded in library.files.items():
        found = kind_of(file)
        kind = "handbook" if is_handbook(file) else found.name if found else ""
        seen.add(kind)
        validator = Draft202012Validator(schema(kind, "en", library))
        assert [error.message for error in validator.iter_errors(json.loads(loaded.json))] == []
    assert len(seen) > 10


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "released"), ("version", "1.0"), ("nonsense", 1), ("id", "sop"), ("steps", [])],
)
def test_what_the_model_refuses_is_refused(library: Library, key: str, value: Any) -> None:
    file = library.file_of("SOP-RET-01")
    data = json.loads(library.files[file].json)
    validator = Draft202012Validator(schema("sop", "en"))
    assert validator.is_valid(data)
    assert not validator.is_valid({**data, key: value})


def test_references_are_offered_by_their_ids(library: Library) -> None:
    found = schema("sop", "zh-Hans", library)
    step = found["$defs"]["Step"]["properties"]
    assert "role.frontline" in step["who"]["examples"]
    assert all(one.startswith("script.") for one in step["say"]["items"]["examples"])


def test_schemas_are_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    told = json.loads(run(main, ["schema", "sop"]).stdout)
    assert told["title"] == "标准作业程序"
    assert json.loads(run(main, ["schema", "sop", "--lang", "en"]).stdout)["title"] == "Sop"
    assert run(main, ["schema", "nonsense"]).exit_code == 2
    assert run(main, ["schema", "--all", "schemas"]).exit_code == 0
    assert {path.name for path in Path("schemas").iterdir()} == set(map(schema_file, MODELS))


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("kind", MODELS)
def test_every_key_has_a_name_to_hover_over(kind: str, language: str) -> None:
    found = schema(kind, language)
    for part in (found, *found.get("$defs", {}).values()):
        assert part.get("title") or "enum" in part or "type" in part
        for name, value in part.get("properties", {}).items():
            assert value.get("title"), name
            assert "`" not in value.get("description", "")


def test_code_is_marked_for_editors_that_show_markdown() -> None:
    described = schema("handbook", "zh-Hans")["properties"]["review_every"]
    assert "`default`" in described["markdownDescription"]
    assert "default" in described["description"]


def test_vscode_is_set_up_and_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / ".vscode").mkdir()
    settings = tmp_path / ".vscode/settings.json"
    own = {"editor.tabSize": 2, "yaml.schemas": {"./own.json": "own.yml"}}
    settings.write_text(json.dumps(own), "utf-8")
    (tmp_path / ".vscode/extensions.json").write_text("{ // mine\n}", "utf-8")
    done = CliRunner().invoke(main, ["schema", "--vscode"])
    assert done.exit_code == 0
    merged = json.loads(settings.read_text("utf-8"))
    assert merged["editor.tabSize"] == 2
    assert merged["yaml.schemas"]["./own.json"] == "own.yml"
    for place in merged["yaml.schemas"]:
        assert place == "./own.json" or (tmp_path / place).is_file()
    assert (tmp_path / ".vscode/extensions.json").read_text("utf-8") == "{ // mine\n}"
    assert "redhat.vscode-yaml" in done.stderr
    before = settings.stat().st_mtime_ns
    assert CliRunner().invoke(main, ["schema", "--vscode"]).exit_code == 0
    assert settings.stat().st_mtime_ns == before
