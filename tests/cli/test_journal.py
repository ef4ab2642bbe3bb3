"""A release of several documents is whole, wherever it is interrupted."""

from __future__ import annotations

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


@pytest.mark.parametrize("content", [b"", b"\xff", b'["../../evil"]', b"[1]", b'{"a": 1}'])
def test_a_journal_needs_no_reading(tmp_path: Path, content: bytes) -> None:
    project = Project(tmp_path)
    append(tmp_path, records(project))
    history = tmp_path / "sop_sources/history"
    (history / ".SLA-01.jsonl.part").write_bytes((history / "SLA-01.jsonl").read_bytes() * 2)
    (history / ".release.json").write_bytes(content)
    recover(tmp_path)
    assert {id_: len(one.lines) for id_, one in project.histories.items()}["SLA-01"] == 2
    assert not list(history.glob(".*"))


def test_a_line_that_somebody_else_added_is_not_passed_over(tmp_path: Path) -> None:
    project = Project(tmp_path)
    first, second = records(project), records(project)
    append(tmp_path, first)
    before = project.history_path().read_bytes()
    with pytest.raises(click.ClickException, match="meanwhile"):
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
