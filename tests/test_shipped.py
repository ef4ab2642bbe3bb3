"""The shipped handbook: its history is whole, and what awaits its owners is what it shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handbook.check.engine import check
from handbook.config import data
from handbook.diagnostics import Severity
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.model.service_level import Standard
from handbook.stamp.history import History, histories
from handbook.stamp.in_force import select
from handbook.stamp.release import changes_of, is_released

ROOT = data("tests").parent
DAY = date(2026, 11, 24)
ROUND = date(2026, 12, 1)
TURN = date(2026, 12, 15)


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(load_tree(ROOT))


@pytest.fixture(scope="module")
def known(library: Library) -> dict[str, History]:
    return histories(library.history)


def test_every_history_is_whole_and_ends_with_the_source(
    library: Library, known: dict[str, History]
) -> None:
    assert set(known) == set(library.documents)
    for document in library.documents.values():
        history = known[document.id]
        assert history.flaws == (), document.id
        assert is_released(document, history), document.id
        assert changes_of(document, library, history) == (), document.id


def test_a_dozen_documents_and_more_have_a_past(known: dict[str, History]) -> None:
    several = [history for history in known.values() if len(history.releases) > 1]
    assert len(several) >= 12
    assert sum(len(history.releases) for history in several) >= 30


def test_a_past_can_be_read_and_its_days_follow_one_another(known: dict[str, History]) -> None:
    for history in known.values():
        for record in history.releases[:-1]:
            assert record.document().id == history.id
        days = [(record.on, record.effective) for record in history.releases]
        assert days == sorted(days), history.id


@pytest.mark.parametrize("day", [DAY, ROUND, date(2026, 12, 16)])
def test_one_document_waits_to_be_read_again_and_one_review_is_overdue(
    library: Library, day: date
) -> None:
    found = [one for one in check(library, day, "en") if one.severity is not Severity.NOTE]
    assert sorted(one.code for one in found) == ["VER08", "VER14"]


def test_a_round_is_coming_with_one_version_after_it_and_one_document_is_retired(
    library: Library, known: dict[str, History]
) -> None:
    coming = {one.document.id: one.effective for one in select(library, known, DAY).coming}
    assert coming.pop("SOP-FUP-01") == TURN
    assert len(coming) > 30
    assert set(coming.values()) == {ROUND}
    after = select(library, known, ROUND).coming
    assert [(one.document.id, one.effective) for one in after] == [("SOP-FUP-01", TURN)]
    assert select(library, known, TURN).coming == ()
    retired = [one for one in library.documents.values() if one.status == "retired"]
    assert [(one.id, one.superseded_by) for one in retired] == [("SOP-SHP-01", "SOP-RET-01")]


def test_who_must_learn_a_version_has_the_time_that_the_handbook_gives(
    library: Library, known: dict[str, History]
) -> None:
    standard = library.entries["std.training-lead"].value
    assert isinstance(standard, Standard)
    for history in known.values():
        last = history.releases[-1]
        if last.change_class != "editorial":
            assert workdays(last.on, last.effective) >= standard.value.value, history.id


def workdays(start: date, end: date) -> int:
    days = (start + timedelta(days=one) for one in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 for day in days)
