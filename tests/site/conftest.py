"""The site of the shipped handbook, and a small handbook to ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.render.environment import environment
from handbook.render.view import Book
from handbook.stamp.in_force import select
from tests.sites import real_site

__all__ = ["real_site"]

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def small() -> Book:
    """A handbook of a few documents on 1 December 2026: in force, coming, draft, retired."""
    library = build_library(load_tree(SMALL))
    assert not library.problems
    day = date(2026, 12, 1)
    chosen = select(library, {}, day)
    templates = environment((data("templates"),))
    return Book(chosen.library, day, "zh-Hans", templates, chosen.coming)
