"""A release of several documents is whole, wherever it is interrupted."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import date
from pathlib import Path

import click
import pytest

from handbook.cli import journal
from handbook.cli.journal import append, recover
from handbook.stamp.history import Record
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import Release, released
from tests.desk import Project


class PowerCutError(Exception):
    """The machine stops here."""


def records(project: Project) -> list[Record]:
    library = project.library
    upstream = Upstream(library)
    by = Release(date(2026, 1, 8))
    past = project.histories
    return [
        released(document, upstream, past.get(document.id), by)
        for document in library.documents.values()
    ]


def counts(project: Project) -> set[int]:
    return {len(one.lines) for one in project.histories.values()} or {0}


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("steps", range(12))
def test_a_power_cut_leaves_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int, again: bool
) -> None:
    project = Project(tmp_path)
    if again:
        append(tmp_path, records(project))
    before = len(project.histories) and 1
    left = steps

    def counting(real: object) -> object:
        def step(*args: object) -> object:
            nonlocal left
            if left == 0:
                raise PowerCutError
            left -= 1
            return real(*args)  # type: ignore[operator]

        return step

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_write", counting(journal._write))
        patched.setattr(Path, "replace", counting(Path.replace))
        patched.setattr(Path, "unlink", counting(Path.unlink))
        try:
            append(tmp_path, records(project))
            done = True
        except PowerCutError:
            done = False
    for path in (tmp_path / "sop_sources/history").glob("*.jsonl"):
        assert path.read_bytes().endswith(b"}\n")
    recover(tmp_path)
    assert counts(project) in ({before}, {before + 1})
    assert not done or counts(project) == {before + 1}
    assert not [
        one for history in project.histories.values() for one in history.flaws if one.why != "twice"
    ]
    assert not list((tmp_path / "sop_sources/history").glob(".*"))


EVIL = b"evil: 1\n"


def planted(root: Path, told: object) -> dict[Path, bytes]:
    """A journal that came with the sources, with parts beside files and a folder; all there is."""
    sources = root / "sop_sources"
    for name in ("sops/.SOP-RET-01.yml.part", ".sops.part", ".notes.part", "../.outside.part"):
        (sources / name).write_bytes(EVIL)
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    (sources / "history" / ".release.json").write_bytes(content)
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "told",
    [
        b"", b"\xff", b"1", b"[" * 100_000, ["../../evil"], {},
        {"sop_sources/sops/SOP-RET-01.yml": None},
        {"sop_sources/sops/SOP-RET-01.yml": [1]},
        {"sop_sources/sops/SOP-RET-01.yml": "0" * 64},
        {"sop_sources/sops": hashlib.sha256(EVIL).hexdigest()},
        {"outside": hashlib.sha256(EVIL).hexdigest()},
        {"sop_sources/../outside": hashlib.sha256(EVIL).hexdigest()},
        {"sop_sources/sops/" + "x" * 255: "0"},
        {"sop_sources/\0": "0"},
        {"sop_sources/notes": hashlib.sha256(EVIL).hexdigest()},
    ],
)  # fmt: skip
def test_a_journal_that_is_none_changes_nothing(tmp_path: Path, told: object) -> None:
    project = Project(tmp_path)
    append(tmp_path, records(project))
    before = planted(tmp_path, told)
    recover(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    append(tmp_path, records(project)[:1])
    assert (tmp_path / "sop_sources" / ".notes.part").read_bytes() == EVIL


def test_parts_of_others_stay_though_there_is_a_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    made = records(project)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", stopped)
        with pytest.raises(PowerCutError):
            append(tmp_path, made)
    theirs = tmp_path / "sop_sources" / "sops" / ".notes.part"
    theirs.write_bytes(EVIL)
    recover(tmp_path)
    assert counts(project) == {1}
    assert theirs.read_bytes() == EVIL
    assert not list((tmp_path / "sop_sources" / "history").glob(".*"))


def stopped(*_: object) -> None:
    raise PowerCutError


def test_a_line_that_somebody_else_added_is_not_passed_over(tmp_path: Path) -> None:
    project = Project(tmp_path)
    first, second = records(project), records(project)
    append(tmp_path, first)
    before = project.history_path().read_bytes()
    with pytest.raises(click.ClickException, match="刚刚被别人改了"):
        append(tmp_path, second)
    assert project.history_path().read_bytes() == before


def test_two_runs_write_one_after_the_other(tmp_path: Path) -> None:
    project = Project(tmp_path)
    made = records(project)
    wrong: list[Exception] = []

    def one(record: Record) -> None:
        try:
            append(tmp_path, [record])
        except click.ClickException as error:
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(record,)) for record in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert counts(project) == {1}
    assert len(project.histories) == len(made)
