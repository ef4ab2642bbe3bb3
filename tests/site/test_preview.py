"""What keeps a preview from being shown, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.build import Build
from handbook.config import Project as Folder
from tests.desk import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.release()
    return project


def build(project: Project, *, preview: bool = True) -> Build:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    return Build(Folder(project.root), now, prints=False, preview=preview)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("问清订单号", "问清", ["VER01"]),
        ("version: 1.0.0\nstatus", "version: 1.1.0\nstatus", ["VER04", "VER06"]),
        ("effective: 2026-01-10", "effective: 2026-01-20", ["VER22"]),
    ],
)
def test_a_version_that_cannot_be_released_yet_is_shown(
    project: Project, old: str, new: str, codes: list[str]
) -> None:
    project.edit(old, new)
    shown = build(project)
    assert [one.code for one in shown.unready] == codes
    assert not shown.failed
    published = build(project, preview=False)
    assert published.failed
    assert published.unready == []


def test_other_errors_hold_a_preview_up(project: Project) -> None:
    project.edit("问清订单号", "问清")
    project.edit("who: role.agent\n    within", "who: role.nobody\n    within")
    assert build(project).failed


def test_so_does_a_history_that_was_tampered_with(project: Project) -> None:
    path = project.history_path()
    path.write_text(path.read_text("utf-8").replace("问清订单号", "问清"), "utf-8")
    shown = build(project)
    assert "VER09" in {one.code for one in shown.findings}
    assert shown.failed
