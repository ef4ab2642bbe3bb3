"""The normal form, and what a text is looked up by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.search.normal import fold_table, folds, grams, normal, runs

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=40)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("退貨", "退货"),
        ("ＶＩＰ 客户", "vip客户"),
        ("7 天无理由", "7天无理由"),
        ("帐单", "账单"),
        ("Repeat rate", "repeat rate"),
    ],
)
def test_spellings_of_one_thing_have_one_form(text: str, form: str) -> None:
    assert normal(text) == form


@given(CHINESE, st.integers(0, 40), st.integers(0, 40))
def test_a_fragment_folds_to_the_same_fragment(text: str, start: int, end: int) -> None:
    assert normal(text)[start:end] == normal(text[start:end])


@given(st.text(st.characters() | st.sampled_from("a1 \u0301\uff21\uff0c\u9000\u88e1"), max_size=60))
def test_the_form_is_that_of_the_standard(text: str) -> None:
    standard = unicodedata.normalize("NFKC", text).lower().translate(folds())
    assert normal(text).replace(" ", "") == standard.replace(" ", "")


@given(st.text(max_size=60))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    once = normal(text)
    assert grams(normal(once)) == grams(once)


@given(CHINESE)
def test_no_pair_goes_across_a_stop(text: str) -> None:
    found = grams(normal(f"{text}。{text}"))
    assert found == grams(normal(text))


def test_figures_are_found_alone_and_with_their_unit() -> None:
    assert grams("在7天内") == {"7", "7天", "天内"}
    assert runs("在7天内") == ["在", "7", "天内"]


def test_only_characters_that_texts_hold_are_shipped() -> None:
    table = fold_table(["退货"])
    pairs = dict(zip(table[::2], table[1::2], strict=True))
    assert pairs["貨"] == "货"
    assert set(pairs.values()) <= set("退货")
    assert len(folds()) > len(pairs)
