"""The interface of a small handbook, and of the shipped one in both of its scripts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handbook.api.files import FOLDER, Site, api_files
from handbook.build import Build
from handbook.config import Project
from handbook.render.view import Book
from handbook.search.index import Index
from handbook.site.address import Addresses
from tests.site.conftest import small

__all__ = ["small"]

ROOT = Path(__file__).parent.parent.parent
SITE = Site("search/0a1b2c3d/", "search/sounds-e5729589.js", ("search/0a1b2c3d/core.js",))
Files = dict[str, Any]


def read(files: dict[str, bytes]) -> Files:
    """The files as values, by their paths from the interface's folder."""
    return {path.removeprefix(FOLDER): json.loads(data) for path, data in files.items()}


@pytest.fixture(scope="session")
def made(small: Book) -> dict[str, bytes]:
    return api_files(small, Addresses.of(small), SITE)


@pytest.fixture(scope="session")
def files(made: dict[str, bytes]) -> Files:
    return read(made)


@pytest.fixture(scope="session")
def shipped() -> list[Files]:
    """The shipped handbook's on 1 December 2026, in Simplified and in Traditional."""
    build = Build(Project(ROOT), datetime(2026, 12, 1, tzinfo=UTC))
    index = Index({}, SITE.folder, SITE.sounds)
    return [read(build.api(rendition, index)) for rendition in build.renditions]
