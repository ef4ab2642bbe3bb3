"""The order of an index, in both scripts."""

from __future__ import annotations

from itertools import groupby

import pytest

from handbook.render.order import collated


def test_traditional_entries_stand_by_strokes_and_those_that_begin_alike_together() -> None:
    words = ["投訴率", "更換", "改單", "批量投訴", "投訴", "投訴升級", "改進目標", "一般"]
    ordered = sorted(words, key=lambda word: collated(word, "zh-Hant").key)
    assert ordered[0] == "一般"
    firsts = [word[0] for word in ordered]
    assert [one for one, _ in groupby(firsts)] == list(dict.fromkeys(firsts))


@pytest.mark.parametrize(
    ("word", "head"),
    [("还款", "H"), ("还没到账", "H"), ("重置密码", "C"), ("重量", "Z"), ("大夫", "D"),
     ("行业", "H"), ("长度", "C"), ("长辈", "Z"), ("没收", "M"), ("调整", "T"), ("调动", "D"),
     ("弹窗", "T"), ("囤货", "T"), ("95 分", "0\u20139"), ("VIP", "V")],
)  # fmt: skip
def test_simplified_entries_stand_under_the_letter_that_they_are_read_by(
    word: str, head: str
) -> None:
    assert collated(word, "zh-Hans").head == head


def test_simplified_entries_that_are_read_alike_stand_together() -> None:
    words = ["还没到账", "还清", "海关", "还款", "换货", "孩子"]
    ordered = sorted(words, key=lambda word: collated(word, "zh-Hans").key)
    assert ordered == ["还没到账", "孩子", "海关", "还款", "还清", "换货"]
