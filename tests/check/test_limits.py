"""Amounts side by side."""

from __future__ import annotations

import pytest

from handbook.check.limits import dimension, same, seconds, size, words
from handbook.check.rule import Words
from handbook.model.quantity import Amount


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("24h", "1 days", True),
        ("60min", "1h", True),
        ("3 days", "3 workdays", False),
        ("2-3 days", "3 days", False),
        ("48-72h", "2-3 days", True),
        ("95%", "95 points", False),
        ("2-3 items", "2-3 items", True),
    ],
)
def test_amounts_that_say_the_same(one: str, other: str, equal: bool) -> None:
    assert same(Amount.parse(one), Amount.parse(other)) is equal


def test_a_working_day_is_waited_for_like_a_day() -> None:
    assert seconds(Amount.parse("2 workdays")) == seconds(Amount.parse("48h"))
    assert seconds(Amount.parse("3 rings")) is None


def test_the_upper_end_counts() -> None:
    assert size(Amount.parse("2-3 items")) == 3
    assert size(Amount.parse("1-2 h")) == 7200


@pytest.mark.parametrize(
    ("text", "kind"), [("3 months", "time"), ("30s", "time"), ("3 rings", "rings"), ("5%", "%")]
)
def test_what_an_amount_measures(text: str, kind: str) -> None:
    assert dimension(Amount.parse(text)) == kind


def test_a_message_tells_an_amount_in_its_language() -> None:
    assert words(Amount.parse("3 workdays")) == Words("3 个工作日", "3 working days")
