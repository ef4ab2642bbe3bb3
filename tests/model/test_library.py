"""The library knows every document and item, who refers to whom, and what it could not read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.load.tree import load_tree
from handbook.model.base import full
from handbook.model.kinds import KINDS, Kind, is_handbook, kind_of
from handbook.model.library import Library, build_library

BASE = Path(__file__).parent.parent / "check" / "base"
SOP = "sop_sources/sops/SOP-RET-01.yml"
Write = Callable[..., Path]


def base() -> dict[str, str | bytes]:
    files = sorted(BASE.rglob("*.yml"))
    return {path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in files}


def library(root: Path) -> Library:
    return build_library(load_tree(root))


def test_everything_has_its_address(write: Write) -> None:
    lib = library(write(base()))
    assert lib.problems == ()
    assert lib.entries["SOP-RET-01"].label == "退货处理"
    assert lib.entries["SOP-RET-01#answer"].kind == "step"
    assert lib.entries["scene.greeting"].document == ""
    assert lib.entries["script.greeting"].place.route == ("scripts", 0, "id")
    assert [entry.address for entry in lib.items_of("SOP-RET-01")] == [
        "SOP-RET-01#register",
        "SOP-RET-01#answer",
    ]


def test_references_lead_from_the_nearest_entry(write: Write) -> None:
    lib = library(write(base()))
    assert {use.source for use in lib.used_by("script.greeting")} == {"SOP-RET-01#register"}
    assert {use.source for use in lib.used_by("scene.greeting")} == {"script.greeting"}
    assert "SOP-RET-01" in {use.source for use in lib.used_by("dept.service")}


def test_the_order_does_not_hang_on_the_file_system(write: Write) -> None:
    files = base()
    one = library(write(files, "one"))
    two = library(write(dict(reversed(files.items())), "two"))
    assert list(one.entries) == list(two.entries)
    assert one.uses == two.uses


def test_ids_in_a_broken_file_are_remembered(write: Write) -> None:
    files = base()
    files["sop_sources/forms/a.yml"] = (
        "id: FRM-01\nforms:\n  - {id: form.a, name: [}\n  - id: 'form.b'\n"
    )
    assert {"FRM-01", "form.a", "form.b"} <= library(write(files)).unread.keys()


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16"])
def test_ids_in_a_file_of_another_encoding_are_remembered(write: Write, encoding: str) -> None:
    files = base()
    files["sop_sources/forms/a.yml"] = "id: FRM-01\nforms:\n  - {id: form.a, name: 表}\n".encode(
        encoding
    )
    lib = library(write(files))
    assert {"FRM-01", "form.a"} <= lib.unread.keys()
    assert lib.is_unread("form.a")
    assert lib.is_unread("FRM-01#part")
    assert not lib.is_unread("form.b")


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xfe", b"#" * (2 * 1024**2 + 1)])
def test_what_nobody_can_read_probably_holds_what_it_is_called(
    write: Write, content: bytes
) -> None:
    files = base()
    files["sop_sources/forms/FRM-01.yml"] = content
    assert library(write(files)).is_unread("FRM-01")


def test_what_is_no_source_hides_nothing(write: Write) -> None:
    files = base()
    files["sop_sources/sops/SOP-RET-01.yml.txt"] = files.pop(SOP)
    lib = library(write(files))
    assert not lib.is_unread("SOP-RET-01")
    (problem,) = lib.problems
    assert (problem.code, problem.args["why"]) == ("FMT14", "ending")


def test_a_second_document_of_an_id_is_kept_out_with_all_it_holds(write: Write) -> None:
    files = base()
    text = str(files[SOP]).replace("id: answer", "id: reply")
    files["sop_sources/sops/copy.yml"] = text
    lib = library(write(files))
    (problem,) = lib.problems
    assert problem.code == "REF02"
    assert problem.related[0][0].file == SOP
    assert "SOP-RET-01#reply" not in lib.entries
    assert "reply" in lib.unread


def test_a_broken_handbook_file_does_not_make_every_scene_unknown(write: Write) -> None:
    files = base()
    files["sop_sources/handbook.yml"] = "name: x\nscenes:\n  - {id: greeting, name: y}\n"
    lib = library(write(files))
    assert lib.settings is None
    assert "scene.greeting" in lib.unread


def test_handbook_yml_may_lie_in_the_projects_folder(write: Write) -> None:
    files = base()
    files["handbook.yml"] = files.pop("sop_sources/handbook.yml")
    lib = library(write(files))
    assert lib.problems == ()
    assert lib.settings_file == "handbook.yml"
    assert lib.required_settings.name == "客户服务手册"


def test_where_there_are_two_the_one_with_the_sources_counts(write: Write) -> None:
    files = base() | {"handbook.yml": "name: 另一本\norganisation: x\n"}
    lib = library(write(files))
    assert lib.required_settings.name == "客户服务手册"
    assert [problem.code for problem in lib.problems] == ["FMT36"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_called_as_its_model_says(kind: Kind) -> None:
    assert kind.name == kind.model.KIND


def test_the_kind_of_a_file_is_told_by_its_place() -> None:
    assert [
        kind and kind.name for kind in map(kind_of, ["sop_sources/roles.yaml", SOP, "handbook.yml"])
    ] == [
        "roles",
        "sop",
        None,
    ]
    assert kind_of("sop_sources/roles.md") is None
    assert kind_of("sop_sources/other/a.yml") is None
    assert is_handbook("handbook.yml")
    assert is_handbook("sop_sources/handbook.yaml")
    assert not is_handbook("sop_sources/sops/handbook.yml")
    assert not is_handbook("handbook.yaml")


def test_the_history_and_the_pictures_are_at_hand(write: Write) -> None:
    record = "sop_sources/history/SOP-RET-01.jsonl"
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    files = base() | {record: b"{}\n", "sop_sources/a.svg": svg}
    files[SOP] = str(files[SOP]).replace("within: 10min", "pictures: [{file: a.svg, alt: x}]")
    lib = library(write(files))
    assert lib.history == {record: b"{}\n"}
    assert lib.pixels == {"sop_sources/a.svg": (0, 0)}
    (picture,) = lib.pictures
    assert (picture.source, picture.file) == ("SOP-RET-01#answer", "a.svg")


def test_a_prefix_that_was_left_out_is_added() -> None:
    assert [full("role", name) for name in ("agent", "role.agent")] == ["role.agent"] * 2
