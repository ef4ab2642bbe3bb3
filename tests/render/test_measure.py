"""Measuring and breaking lines: no mark where it must not stand, nothing lost, nothing too wide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.render.measure import width, wrap

TEXTS = st.text("受理客户投诉，。；！（）「」%abcXYZ019-/ ", max_size=80)


def test_a_chinese_character_is_one_em_and_latin_is_narrower() -> None:
    assert width("投诉处理") == 4
    assert 0.5 < width("a") < 0.7
    assert width("W", bold=True) > width("W") > width("i")


@given(text=TEXTS, limit=st.floats(3, 30))
def test_lines_joined_are_the_text(text: str, limit: float) -> None:
    assert "".join(wrap(text, limit)) == " ".join(text.split())


@given(text=TEXTS, limit=st.floats(6, 30))
def test_no_line_is_wider_than_allowed(text: str, limit: float) -> None:
    for line in wrap(text, limit):
        assert width(line.rstrip()) <= limit + 1e-9


@pytest.mark.parametrize("limit", [4, 5, 6, 7, 8])
def test_marks_stay_with_their_words(limit: int) -> None:
    text = "客户（含会员）确认后，按「先行赔付」办理；逾期视为同意。"
    lines = wrap(text, limit)
    assert not any(line[0] in "）」，；。" for line in lines)
    assert not any(line[-1] in "（「" for line in lines)


def test_amounts_and_document_ids_are_not_taken_apart() -> None:
    assert any("30 分钟" in line for line in wrap("须在接单之后 30 分钟内回复客户", 7))
    assert any("2～3 件" in line for line in wrap("每次推荐商品 2～3 件并作比较", 8))
    assert any("SOP-PDCA-01" in line for line in wrap("转入 SOP-PDCA-01 持续改进", 8))


def test_a_word_wider_than_the_line_is_broken() -> None:
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 6)
    assert len(lines) > 1
    assert all(width(line) <= 6 for line in lines)


def test_lines_are_of_like_length() -> None:
    assert wrap("牵头调查并拟定方案", 8) == ("牵头调查并", "拟定方案")


def test_what_exceeds_the_most_lines_ends_in_an_ellipsis() -> None:
    lines = wrap("客户投诉处理流程" * 5, 8, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert width(lines[-1]) <= 8


def test_nothing_is_one_empty_line() -> None:
    assert wrap("  ", 8) == ("",)
