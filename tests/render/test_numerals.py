"""Chinese ordinals of chapters and articles."""

from __future__ import annotations

import pytest

from handbook.render.numerals import chinese


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"),
        (100, "一百"), (101, "一百零一"), (110, "一百一十"), (111, "一百一十一"), (120, "一百二十"),
        (305, "三百零五"), (999, "九百九十九"),
    ],
)  # fmt: skip
def test_numbers_as_regulations_write_them(number: int, text: str) -> None:
    assert chinese(number) == text


def test_every_number_has_a_form_of_its_own() -> None:
    assert len({chinese(number) for number in range(1, 1000)}) == 999
