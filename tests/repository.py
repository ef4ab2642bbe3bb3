"""A project under git, worked on by commands."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from tests.desk import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A handbook that was released, under git."""
    project = Project(tmp_path / "work")
    project.release()
    begin(project.root, monkeypatch)
    return project


def begin(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a project under git and stand in it, on 2026-03-02."""
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "陈")
    git(root, "config", "user.email", "chen@example.com")
    commit(root, "start")
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772452800")


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    return result
