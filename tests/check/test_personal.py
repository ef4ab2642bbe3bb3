"""Numbers of persons are told from others by their check digits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.check.personal import (
    is_card,
    is_hong_kong_id,
    is_made_up,
    is_resident_id,
    is_taiwan_id,
    masked,
)

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("11010519491231002X", True),  # the example of GB 11643
        ("440524188001010014", False),  # the other one: nobody alive
        ("110105194912310021", False),
        ("990105194912310021", False),
        ("11010519491331002X", False),
        ("110105491231002", True),
        ("110105491331002", False),
    ],
)
def test_a_resident_identity_number(number: str, holds: bool) -> None:
    assert is_resident_id(number, TODAY) is holds


def test_somebody_born_tomorrow_has_no_number() -> None:
    assert not is_resident_id("110105205012310021", TODAY)


@pytest.mark.parametrize("number", ["A1234563", "AB9876543", "WX1234569"])
def test_a_hong_kong_number(number: str) -> None:
    assert is_hong_kong_id(number)
    other = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not is_hong_kong_id(other)


def test_a_taiwan_number() -> None:
    assert is_taiwan_id("A123456789")
    assert not is_taiwan_id("A123456788")


def test_a_card_number() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")


@given(st.from_regex(r"[1-9]\d{14,17}", fullmatch=True), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, by: int) -> None:
    ascii_only = "".join(str(int(digit)) for digit in number)
    wrong = str((int(ascii_only[place]) + by) % 10)
    other = ascii_only[:place] + wrong + ascii_only[place + 1 :]
    assert not (is_card(ascii_only) and is_card(other))


@pytest.mark.parametrize("digits", ["00000000", "12345678", "87654321", "13131313", "10000028"])
def test_made_up_numbers_are_seen(digits: str) -> None:
    assert is_made_up(digits)


def test_a_usual_number_is_not_made_up() -> None:
    assert not is_made_up("26073581")


@given(st.text(st.characters(), min_size=1, max_size=40))
def test_too_little_is_shown_to_use(number: str) -> None:
    shown = masked(number).rstrip("*")
    assert len(shown) <= max(len(number) // 2, 1)
