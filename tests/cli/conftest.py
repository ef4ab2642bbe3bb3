"""A project that commands run in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import HANDBOOK, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A handbook that was released, as the working folder."""
    project = Project(tmp_path)
    project.write("handbook.yml", HANDBOOK)
    project.release()
    monkeypatch.chdir(tmp_path)
    return project
