"""What pages bring for the call: blanks by their names, limits that a clock can run by."""

from __future__ import annotations

import pytest

from handbook.model.quantity import Amount
from handbook.model.sop import Sop
from handbook.render.view import Book
from handbook.site.desk import clocks, desk, is_time


def test_blanks_channels_and_moods_are_named(small: Book) -> None:
    told = desk(small)
    assert all(len(each) == 4 for each in told["variables"])
    assert set(told["moods"]) <= {entry.address[5:] for entry in small.library.entries.values()}
    assert told["units"]["workdays"] == "个工作日"
    assert "items" not in told["units"]


def test_only_lengths_of_time_get_a_clock(small: Book) -> None:
    for sop in small.in_force("sop"):
        assert isinstance(sop, Sop)
        found = clocks(sop, small.library)
        assert set(found) <= {step.id for step in sop.steps if step.within}
        for limit in found.values():
            assert is_time(Amount.parse(limit))


@pytest.mark.parametrize(("limit", "is_one"), [("3 rings", False), ("2 workdays", True)])
def test_what_is_counted_is_no_time(limit: str, is_one: bool) -> None:
    assert is_time(Amount.parse(limit)) is is_one
