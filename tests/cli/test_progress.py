"""The bar: for a person at a terminal only, and taken away in the end."""

from __future__ import annotations

import io
import re
import shutil
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.check.run import check_project
from handbook.cli import progress
from handbook.config import Project
from handbook.load.parallel import each
from handbook.progress import CHECKING, READING, silent

BASE = Path(__file__).parent.parent / "check" / "base"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error from now on; pytest would put its own in the place of a fixture's."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(progress, "_SOON", 0)
    return screen


def test_a_person_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, threads = terminal(monkeypatch), threading.active_count()
    with progress.shown() as told:
        told("site/", 1, 4)
        told("site/", 4, 4)
        told("check", 1, 2)
    shown = screen.getvalue()
    assert re.search(r"site/ +0% \|.*\| 0/4 ", shown)
    assert re.search(r"check +0% \|.*\| 0/2 ", shown)
    assert shown.rstrip("\r").endswith("  "), "the last bar is taken away"
    assert threading.active_count() == threads, "a thread would keep the stages from forking"


@pytest.mark.parametrize("why", ["no terminal", "CI", "for a program"])
def test_nobody_else_sees_anything(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    if why == "no terminal":
        monkeypatch.setattr(screen, "isatty", lambda: False)
    if why == "CI":
        monkeypatch.setenv("CI", "true")
    with progress.shown(aloud=why != "for a program") as told:
        assert told is silent
        told("site/", 1, 4)
    assert screen.getvalue() == ""


def test_every_stage_of_a_check_tells(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []

    def told(place: str, done: int, total: int) -> None:
        heard.append((place, done, total))

    shutil.copytree(BASE / "sop_sources", tmp_path / "sop_sources")
    check_project(Project(tmp_path), datetime(2026, 12, 1, tzinfo=UTC), progress=told)
    for place in (READING, CHECKING):
        (*_, last) = (one for one in heard if one[0] == place)
        assert last[1] == last[2] > 1


@pytest.mark.parametrize("worth", [1, 1000])
def test_values_are_counted_in_processes_and_here(worth: int) -> None:
    heard: list[tuple[int, int]] = []
    values = list(range(40))

    def told(done: int, total: int) -> None:
        heard.append((done, total))

    assert each(str, values, worth, 8, told) == list(map(str, values))
    assert heard == [(done, 40) for done in range(1, 41)]
