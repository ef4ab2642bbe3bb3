"""What only the tool writes is not believed where it came with the sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from handbook.cli.git import tracks
from tests.desk import Project
from tests.repository import commit, git, project, run

__all__ = ["project"]

EVIL = b"evil: 1\n"


@pytest.mark.parametrize("index", ["2", "4", "split", "worktree"])
def test_a_cache_that_git_tracks_is_not_believed(
    project: Project, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    git(project.root, "add", "-A")
    assert not tracks(project.root, ".handbook")  # by itself it comes along with nothing
    git(project.root, "add", "-f", ".handbook")
    commit(project.root, "cache")
    if index == "worktree":
        git(project.root, "worktree", "add", "-q", "../beside")
        monkeypatch.chdir(project.root.parent / "beside")
    elif index == "split":
        git(project.root, "update-index", "--split-index")
    else:
        git(project.root, "update-index", "--index-version", index)
    told = run("check", status=1).output
    assert "git rm -r --cached .handbook" in told
    git(Path.cwd(), "rm", "-r", "-q", "--cached", ".handbook")
    run("check")


def test_a_folder_that_is_called_alike_does_no_harm(project: Project) -> None:
    (project.root / "a.handbook").write_text("", "utf-8")
    commit(project.root, "alike")
    run("check")
    run("check")


def test_a_journal_that_git_tracks_is_not_carried_out(project: Project) -> None:
    target = project.path()
    before = target.read_bytes()
    target.with_name(f".{target.name}.part").write_bytes(EVIL)
    named = {f"sop_sources/sops/{target.name}": hashlib.sha256(EVIL).hexdigest()}
    journal = project.root / "sop_sources" / "history" / ".release.json"
    journal.write_text(json.dumps(named), "utf-8")
    commit(project.root, "journal")
    assert "sop_sources/history/.release.json" in run("check", status=1).output
    assert target.read_bytes() == before


def test_a_repository_among_the_sources_runs_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = project.root / "ran"
    inner = project.root / "inner"
    git(project.root, "clone", "-q", "--bare", ".", str(inner))
    program = project.root / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
    program.chmod(0o755)
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", str(inner))
    git(inner, "config", "core.fsmonitor", str(program))
    (inner / "sop_sources").symlink_to("../sop_sources")
    monkeypatch.chdir(inner)
    run("release", "--base", "HEAD", status=1)
    assert not ran.exists()
