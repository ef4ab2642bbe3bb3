"""A handbook that was released."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A procedure, what it quotes, and their history."""
    made = Project(tmp_path)
    made.release()
    return made
