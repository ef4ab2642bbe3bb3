"""Quantities: what is read is written again, with every digit."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.quantity import UNITS, Amount, measured, number

NUMBERS = st.decimals(min_value=0, max_value=99_999_999, places=2)


@given(NUMBERS, st.sampled_from(sorted(UNITS)))
def test_an_amount_is_written_with_all_its_digits(value: Decimal, unit: str) -> None:
    written = format(value.normalize(), "f")
    assert str(Amount.parse(f"{value} {unit}")) == f"{written} {unit}"
    assert Amount.parse(f"{value}{unit}").words("zh-Hans").startswith(written)
    assert measured(float(value), unit, "en") == Amount.parse(f"{value} {unit}").words("en")


@pytest.mark.parametrize(
    ("value", "written"),
    [(30.0, "30"), (4.8, "4.8"), (12345.67, "12345.67"), (1234567.5, "1234567.5"),
     (1500000.0, "1500000"), (0.00001, "0.00001"), (0.0, "0")],
)  # fmt: skip
def test_a_number_has_neither_exponent_nor_idle_noughts(value: float, written: str) -> None:
    assert number(value) == written


def test_a_range_is_said_as_the_language_sets_it() -> None:
    amount = Amount.parse("2-3 items")
    said = [amount.words(language) for language in ("zh-Hans", "zh-Hant", "en")]
    assert said == ["2～3 件", "2～3 件", "2–3 items"]


def test_rings_are_counted_as_sounds() -> None:
    amount = Amount.parse("3 rings")
    said = [amount.words(language) for language in ("zh-Hans", "zh-Hant", "en")]
    assert said == ["3 声", "3 聲", "3 rings"]


def test_a_range_is_written_as_it_is_read() -> None:
    assert str(Amount.parse("1234567.5-2345678.25 CNY")) == "1234567.5-2345678.25 CNY"


@pytest.mark.parametrize(
    "text", ["", "30", "s", "3 fortnights", "3-2 items", "-1 s", "1e3 s", "9" * 5000 + " min"]
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Amount.parse(text)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("30 s", "1 min"), ("24 h", "1 workday"), ("3 days", "3 workdays"), ("4 weeks", "1 month"),
     ("2 months", "1 quarters"), ("3 quarters", "1 years"), ("1-2 h", "1-3 h")],
)  # fmt: skip
def test_times_are_put_in_order_whatever_their_units(shorter: str, longer: str) -> None:
    (kind, less), (other, more) = Amount.parse(shorter).order, Amount.parse(longer).order
    assert kind == other
    assert less < more


def test_what_is_no_time_is_of_its_own_kind() -> None:
    kinds = {Amount.parse(text).order[0] for text in ("1 m", "2 times", "3 CNY", "4 items", "5 s")}
    assert len(kinds) == 5


@pytest.mark.parametrize(
    "text", ["30min", "1 workday", "3 workdays", "95%", "4.8 points", "2-3 items"]
)
def test_an_amount_is_written_as_a_source_has_it(text: str) -> None:
    assert Amount.parse(text).written == text
