"""Marks stand right below what they mean, whatever the width of the signs before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.report.excerpt import columns, excerpt, plain


@pytest.mark.parametrize(
    ("row", "start", "end", "before", "marked"),
    [
        ("title: x", 0, 5, 0, 5),
        ("退货: x", 0, 2, 0, 4),
        ("退货: x", 4, 5, 6, 1),
        ("e\u0301x", 2, 3, 1, 1),
        ("\tx", 0, 1, 0, 4),
        ("\tx", 1, 2, 4, 1),
        ("ｱＡx", 2, 3, 3, 1),
        ("abc", 3, 3, 3, 1),
        ("abc", 9, 12, 3, 1),
        ("", 0, 0, 0, 1),
    ],
)
def test_full_width_signs_take_two_columns(
    row: str, start: int, end: int, before: int, marked: int
) -> None:
    shown = excerpt(row, start, end, 80)
    assert (shown.before, shown.marked) == (before, marked)


def test_a_long_line_is_cut_around_the_mark() -> None:
    row = "甲" * 100 + "X" + "乙" * 100
    shown = excerpt(row, 100, 101, 41)
    assert shown.line.startswith("...甲")
    assert shown.line.endswith("乙...")
    assert columns(shown.line) <= 41
    assert columns(shown.line[: shown.line.index("X")]) == shown.before


def test_the_end_of_a_long_line_fills_the_width() -> None:
    shown = excerpt("a" * 200 + "X", 200, 201, 40)
    assert shown.line == "..." + "a" * 33 + "X"
    assert (shown.before, shown.marked) == (36, 1)


def test_a_mark_wider_than_the_line_is_cut_too() -> None:
    shown = excerpt("ab" + "甲" * 200, 2, 202, 40)
    assert shown.before + shown.marked <= 40


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\nb", "a b"),
        ("a\tb", "a    b"),
    ],
)
def test_nothing_is_carried_out_by_the_terminal(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text("a甲\t\u0301\u202e", max_size=120), st.integers(0, 130), st.integers(0, 130))
def test_no_line_breaks_the_width(row: str, start: int, length: int) -> None:
    shown = excerpt(row, start, start + length, 60)
    assert columns(shown.line) <= 60
    assert 0 <= shown.before <= 60
    assert 1 <= shown.marked <= 60
