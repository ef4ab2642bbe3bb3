"""The order of an index, in both scripts."""

from __future__ import annotations

from itertools import groupby

from handbook.render.order import collated


def test_traditional_entries_stand_by_strokes_and_those_that_begin_alike_together() -> None:
    words = ["投訴率", "更換", "改單", "批量投訴", "投訴", "投訴升級", "改進目標", "一般"]
    ordered = sorted(words, key=lambda word: collated(word, "zh-Hant").key)
    assert ordered[0] == "一般"
    firsts = [word[0] for word in ordered]
    assert [one for one, _ in groupby(firsts)] == list(dict.fromkeys(firsts))
