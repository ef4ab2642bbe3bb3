"""Discovery reads what belongs to the sources, in a fixed order, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.load.discover import MAX_BYTES, MAX_HISTORY, Discovery, discover

Write = Callable[..., Path]
A = "sop_sources/sops/A.yml"


def found(root: Path) -> Discovery:
    return discover(root, "sop_sources")


def problems(root: Path) -> list[tuple[str, str, str]]:
    """Code, file and case of each problem."""
    return [
        (one.code, getattr(one.at, "file", ""), str(one.args.get("why", "")))
        for one in found(root).problems
    ]


def test_sources_come_in_the_order_of_their_names(write: Write) -> None:
    names = ["sop_sources/b.yml", "sop_sources/a/z.md", "sop_sources/B.yml", "handbook.yml"]
    root = write(dict.fromkeys(names, "x: 1\n"))
    (root / "sop_sources/b.yml").rename(root / "sop_sources/c.yml")
    order = ["handbook.yml", "sop_sources/B.yml", "sop_sources/a/z.md", "sop_sources/c.yml"]
    assert list(found(root).texts) == order


def test_leftovers_of_editors_are_passed_by(write: Write) -> None:
    names = [".hidden.yml", "~$a.yml", "a.yml~", ".git/a.yml"]
    root = write({f"sop_sources/{name}": "x: 1\n" for name in names})
    assert found(root).texts == {}
    assert problems(root) == []


def test_the_history_is_read_as_it_is(write: Write) -> None:
    root = write({"sop_sources/history/SOP-A-01.jsonl": b"\xff{}\n"})
    assert found(root).history == {"sop_sources/history/SOP-A-01.jsonl": b"\xff{}\n"}


def test_a_link_to_the_outside_is_not_read(write: Write, tmp_path: Path) -> None:
    root = write({"project/sop_sources/a.yml": "x: 1\n", "secret.yml": "password: 1\n"})
    project = root / "project"
    (project / "sop_sources/b.yml").symlink_to(tmp_path / "secret.yml")
    (project / "sop_sources/c.png").symlink_to("/etc/passwd")
    (project / "handbook.yml").symlink_to(tmp_path / "secret.yml")
    assert problems(project) == [
        ("FMT13", "handbook.yml", ""),
        ("FMT13", "sop_sources/b.yml", ""),
        ("FMT13", "sop_sources/c.png", ""),
    ]
    assert list(found(project).texts) == ["sop_sources/a.yml"]
    assert found(project).images == {}


def test_sources_that_are_themselves_a_link_to_the_outside_are_not_read(write: Write) -> None:
    root = write({"elsewhere/a.yml": "x: 1\n", "project/README": ""})
    (root / "project/sop_sources").symlink_to(root / "elsewhere")
    assert problems(root / "project") == [("FMT13", "sop_sources", "")]


def test_a_link_to_a_folder_is_not_followed(write: Write) -> None:
    root = write({A: "x: 1\n"})
    (root / "sop_sources/sops/again").symlink_to(root / "sop_sources")
    assert problems(root) == [("FMT13", "sop_sources/sops/again", "folder")]


def test_a_link_inside_the_project_is_read(write: Write) -> None:
    root = write({A: "x: 1\n"})
    (root / "sop_sources/sops/B.yml").symlink_to(root / A)
    assert problems(root) == []
    assert len(found(root).texts) == 2


def test_links_that_lead_nowhere_or_in_a_circle_are_told(write: Write) -> None:
    root = write({A: "x: 1\n"})
    (root / "sop_sources/gone.yml").symlink_to(root / "sop_sources/none.yml")
    (root / "sop_sources/ring.yml").symlink_to(root / "sop_sources/ring.yml")
    assert [(code, file) for code, file, _ in problems(root)] == [
        ("FMT17", "sop_sources/gone.yml"),
        ("FMT13", "sop_sources/ring.yml"),
    ]


def test_a_pipe_is_not_waited_for(write: Write) -> None:
    root = write({A: "x: 1\n"})
    names = [f"sop_sources/pipe{ending}" for ending in (".jsonl", ".png", ".svg", ".yml")]
    for name in names:
        os.mkfifo(root / name)
    assert problems(root) == [("FMT17", name, "special") for name in names]
    assert found(root).images == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(write: Write) -> None:
    root = write(dict.fromkeys((A, "sop_sources/forms/a.yml", "sop_sources/kpis/a.yml"), "x: 1\n"))
    (root / A).chmod(0)
    (root / "sop_sources/forms").chmod(0o644)  # its names may be read and nothing else
    (root / "sop_sources/kpis").chmod(0)
    told = problems(root)
    for name in ("forms", "kpis"):
        (root / "sop_sources" / name).chmod(0o755)
    assert [(code, file) for code, file, _ in told] == [
        ("FMT17", "sop_sources/forms"),
        ("FMT17", "sop_sources/kpis"),
        ("FMT17", A),
    ]


def test_an_oversized_file_is_not_read(write: Write) -> None:
    root = write({A: b"#" * (MAX_BYTES + 1), "sop_sources/b.yml": b"#" * MAX_BYTES})
    (problem,) = found(root).problems
    assert (problem.code, problem.args) == ("FMT16", {"size": "2.0", "limit": 2})
    assert list(found(root).texts) == ["sop_sources/b.yml"]


def test_a_history_may_grow_for_years_but_not_without_end(write: Write) -> None:
    names = ["sop_sources/history/a.jsonl", "sop_sources/history/b.jsonl"]
    root = write(dict.fromkeys(names, ""))
    os.truncate(root / names[0], MAX_BYTES + 1)
    os.truncate(root / names[1], MAX_HISTORY + 1)
    assert problems(root) == [("FMT16", names[1], "")]
    assert list(found(root).history) == names[:1]


def test_names_that_differ_in_case_only_are_one(write: Write) -> None:
    root = write({A: "x: 1\n", "sop_sources/SOPS/a.yml": "x: 1\n"})
    assert problems(root) == [("FMT36", A, "case")]


@pytest.mark.parametrize("name", ["a?.yml", "a:b.yml", "con.yml", "NUL", "a.yml ", "a\x07.yml"])
def test_a_name_that_windows_cannot_store_is_told(write: Write, name: str) -> None:
    root = write({f"sop_sources/{name}": "x: 1\n", "sop_sources/config.yml": "x: 1\n"})
    assert problems(root) == [("FMT37", f"sop_sources/{name}", "")]
    assert list(found(root).texts) == ["sop_sources/config.yml"]


def test_names_that_differ_only_as_unicode_writes_them_are_one(write: Write) -> None:
    root = write({"sop_sources/e\u0301.yml": "x: 1\n", "sop_sources/\u00e9.yml": "x: 1\n"})
    assert problems(root) == [("FMT36", "sop_sources/\u00e9.yml", "case")]


def test_a_name_that_is_no_text_is_told_without_a_crash(write: Write) -> None:
    root = write({A: "x: 1\n"})
    name = os.fsencode(root / "sop_sources") + b"/\xff.yml"
    with open(name, "wb"):  # noqa: PTH123 - a Path cannot hold it
        pass
    assert problems(root) == [("FMT37", "sop_sources/\\xff.yml", "")]
    assert found(root).digest()


def test_the_digest_does_not_know_where_the_project_is(write: Write) -> None:
    files = {A: "x: 1\n", "sop_sources/a.png": b"GIF"}
    assert found(write(files, "a")).digest() == found(write(files, "b")).digest()


def test_the_digest_tells_contents_names_and_kinds_apart(write: Write) -> None:
    trees = [
        {"sop_sources/a.yml": "x", "sop_sources/b.yml": "y"},
        {"sop_sources/a.yml": "xy", "sop_sources/b.yml": ""},
        {"sop_sources/a.yml": "x", "sop_sources/c.yml": "y"},
        {"sop_sources/a.jsonl": "x", "sop_sources/b.yml": "y"},
        {"sop_sources/a.yml": "x", "sop_sources/b.png": "y"},
        {"sop_sources/a.yml": "x", "sop_sources/b.txt": "y"},
    ]
    digests = {found(write(tree, str(n))).digest() for n, tree in enumerate(trees)}
    assert len(digests) == len(trees)


def test_a_picture_that_no_memory_holds_is_told(write: Write) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
    root = write({"sop_sources/images/big.png": head + (60_000).to_bytes(4) * 2})
    assert problems(root) == [("FMT16", "sop_sources/images/big.png", "pixels")]
