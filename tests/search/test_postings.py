"""Postings are small and lose nothing."""

from __future__ import annotations

from handbook.search.postings import postings, shards


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
