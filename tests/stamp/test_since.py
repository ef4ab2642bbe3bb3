"""What has changed since an edition, by place: in a document itself and in what it quotes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.config import SOURCES
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.stamp.history import History, histories
from handbook.stamp.since import Since, since

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def shipped() -> tuple[Library, dict[str, History]]:
    library = build_library(load_tree(ROOT, SOURCES))
    return library, histories(library.history)


def test_nothing_has_changed_since_the_day_of_the_version_in_force(
    shipped: tuple[Library, dict[str, History]],
) -> None:
    library, found = shipped
    document = library.documents["ETQ-SHOP-01"]
    assert document.effective is not None
    now = since(document, library, found["ETQ-SHOP-01"], document.effective)
    assert now == Since()


def test_a_step_that_changed_is_named_and_its_neighbours_are_not(
    shipped: tuple[Library, dict[str, History]],
) -> None:
    library, found = shipped
    document = library.documents["SOP-CMP-01"]
    now = since(document, library, found["SOP-CMP-01"], date(2026, 9, 1))
    steps = {where[1] for where in now.changed if where[0] == "steps"}
    every = {f"#{step.id}" for step in document.steps}  # type: ignore[attr-defined]
    assert steps
    assert steps < every
    assert all(now.touches("steps", step) == (step in steps) for step in every)


def test_a_document_that_was_not_in_force_is_new(
    shipped: tuple[Library, dict[str, History]],
) -> None:
    library, found = shipped
    document = library.documents["SOP-CMP-01"]
    assert since(document, library, found["SOP-CMP-01"], date(2020, 1, 1)).added


def test_a_document_that_was_there_before_its_history_is_not_new(
    shipped: tuple[Library, dict[str, History]],
) -> None:
    library, found = shipped
    document = library.documents["SLA-01"]
    first = min(change.date for change in document.changes)
    last = document.effective
    assert last is not None
    assert since(document, library, None, first) == Since(unknown=first < last)
    assert since(document, library, None, last) == Since()
    assert since(document, library, None, date(2020, 1, 1)) == Since(added=True)
    assert not since(document, library, found["SLA-01"], first).added


def test_a_place_is_touched_by_what_is_in_it_and_by_what_it_is_in() -> None:
    one = Since(changed=(("steps", "#a", "within"), ("steps", "#new")), removed=(("steps",),))
    assert one.touches("steps", "#a")
    assert one.touches("steps", "#new", "do")
    assert not one.touches("steps", "#a", "do")
    assert one.thins("steps")
