"""What is packed is small and comes out again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.search.packing import DIGITS, packed, shortened, written
from tests.search.conftest import lengthened

LINES = st.text(st.sampled_from("退货款SOP-01\U00020bb7\U0001f600"), max_size=80)


def numbers(text: str) -> list[int]:
    """Numbers as the browser reads them."""
    found, number, shift = [], 0, 0
    for digit in map(DIGITS.index, text):
        number |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(number)
            number = shift = 0
    return found


def unpacked(text: str) -> list[tuple[int, int]]:
    """Entries and levels, as the browser reads them."""
    found, entry = [], 0
    for number in numbers(text):
        entry += number >> 2
        found.append((entry, number & 3))
    return found


@given(st.dictionaries(st.integers(0, 100_000), st.integers(0, 3)))
def test_what_is_packed_comes_out_again(levels: dict[int, int]) -> None:
    entries = sorted(levels.items())
    assert unpacked(packed([number * 4 + level for number, level in entries])) == entries


@given(st.lists(st.integers(0, 100_000)))
def test_numbers_that_are_written_are_read(some: list[int]) -> None:
    assert numbers(written(some)) == some


@given(st.lists(LINES, min_size=1))
def test_lines_that_are_shortened_come_out_again(lines: list[str]) -> None:
    assert lengthened(shortened(lines)) == lines


def test_a_series_of_ids_takes_little_more_than_its_numbers() -> None:
    assert shortened(["SOP-RET-01", "SOP-RET-02", "SOP-RET-10"]) == "ASOP-RET-01\nJ2\nI10"
