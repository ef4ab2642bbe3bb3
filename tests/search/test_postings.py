"""Postings are small and lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.search.postings import DIGITS, packed, postings, shards


def unpacked(text: str) -> list[tuple[int, int]]:
    """Entries and levels, as the browser reads them."""
    found, number, shift, entry = [], 0, 0, 0
    for digit in map(DIGITS.index, text):
        number |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            entry += number >> 2
            found.append((entry, number & 3))
            number = shift = 0
    return found


@given(st.dictionaries(st.integers(0, 100_000), st.integers(0, 3)))
def test_what_is_packed_comes_out_again(levels: dict[int, int]) -> None:
    entries = sorted(levels.items())
    assert unpacked(packed([number * 4 + level for number, level in entries])) == entries


def test_an_entry_stands_once_with_its_best_level() -> None:
    held = postings([((0, "投诉处理"), (3, "投诉")), ((1, "处理"),)])
    assert held["投诉"] == [3]
    assert held["处理"] == [0, 5]


def test_names_are_found_by_single_characters_too() -> None:
    held = postings([((0, "正文"), (3, "坏了"))])
    assert "坏" in held
    assert "正" not in held


def test_shards_hold_every_first_character_once() -> None:
    held = postings([((0, "".join(map(chr, range(0x4E00, 0x6E00)))),)])
    made = list(shards(held))
    assert len(made) > 1
    firsts = [line[1:] for _, text in made for line in text.split("\n") if line[0] == "="]
    assert firsts == sorted({gram[0] for gram in held})
    assert [first for first, _ in made] == [text[1] for _, text in made]
