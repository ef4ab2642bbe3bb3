"""Reviews: never late, spread over the last sixth of their interval, listed by urgency."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.model.quantity import Amount
from handbook.stamp.due import owned_by, owners, reviews
from handbook.stamp.stamp import later, review_due
from tests.stamp.test_stamp import sop

SMALL = data("tests") / "site" / "small"
IDS = st.from_regex(r"[A-Z]{2,4}-[A-Z0-9]{2,4}-[0-9]{2}", fullmatch=True)
INTERVALS = st.sampled_from(["1 days", "2 weeks", "1 months", "90 days", "6 months", "2 years"])
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(IDS, INTERVALS, DAYS)
def test_a_review_is_never_late_and_at_most_a_sixth_early(id_: str, every: str, day: date) -> None:
    due = review_due(sop(id=id_, effective=str(day), review_every=every), None)
    last = later(day, Amount.parse(every))
    assert due is not None
    assert last - (last - day) / 6 - timedelta(days=1) < due <= last
    assert day < due


@given(IDS, DAYS)
def test_a_review_falls_on_a_working_day(id_: str, day: date) -> None:
    due = review_due(sop(id=id_, effective=str(day), review_every="6 months"), None)
    assert due is not None
    assert due.weekday() < 5


def test_reviews_of_documents_released_together_are_spread() -> None:
    due = Counter(review_due(sop(id=f"SOP-X-{n:03}"), None) for n in range(200))
    assert len(due) > 35
    assert max(due.values()) <= 14


def test_a_document_without_a_day_has_no_review() -> None:
    assert review_due(sop(effective=None, status="draft"), None) is None


def test_reviews_are_of_what_is_in_force_the_most_urgent_first() -> None:
    library = build_library(load_tree(SMALL))
    found = reviews(library, {}, date(2026, 12, 1))
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert not {"SOP-NEW-01", "SOP-OLD-01", "SOP-DRF-01"} & {each.document.id for each in found}
    assert owners(library) == {"dept.service": "客服部"}
    assert all(owned_by(each, "dept.service") for each in found)
