"""Prose cut at its headings."""

from __future__ import annotations

import pytest

from handbook.render.outline import Passage, passages


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_nothing_gives_nothing(text: str | None) -> None:
    assert passages(text) == []


def test_prose_without_a_heading_stays_whole() -> None:
    assert passages("甲\n\n- 乙") == [Passage("", 0, "甲\n\n- 乙")]


def test_every_heading_begins_a_passage() -> None:
    assert passages("先。\n\n## 一 [[x]]\n甲\n\n### 二\n乙") == [
        Passage("", 0, "先。\n"),
        Passage("一 [[x]]", 2, "甲\n"),
        Passage("二", 3, "乙"),
    ]


def test_a_number_sign_in_code_or_in_a_list_is_no_heading() -> None:
    text = "```\n# 甲\n```\n\n- # 乙"
    assert passages(text) == [Passage("", 0, text)]
