"""Quantities are read from prose as a person would, and never from what is none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.figures import figures, prose_of, unit_of
from handbook.model.quantity import UNITS, Amount

NUMERALS = "零一二三四五六七八九"


def read(text: str) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], str(one.amount), one.bound) for one in figures(text)]


def test_a_sentence_gives_each_of_its_figures_with_its_place() -> None:
    assert read("退货10分钟内受理，到货后3个工作日退款，满意度不低于4.8分（五分制）。") == [
        ("10分钟", "10 min", "at-most"),
        ("3个工作日", "3 workdays", "bare"),
        ("4.8分", "4.8 points", "at-least"),
        ("五分制", "5 points", "scale"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投訴應於二十四小時內首次回應", ["24 h"]),
        ("answered within two hours, at least 95 % of calls", ["2 h", "95 %"]),
        ("2分30秒", ["150 s"]),
        ("1小时30分", ["90 min"]),
        ("1小时内，30分钟后", ["1 h", "30 min"]),
        ("a scale of 1 to 5", ["1-5 points"]),
        ("95%-98%", ["95-98 %"]),
        ("5-3天", []),
        ("十分感谢，打十分钟电话", ["10 min"]),
        ("这5天", ["5 days"]),
        ("同一天内来电，提前一天通知", ["1 days"]),
        ("this 5-day visit", ["5 days"]),
        ("2026年，任职3年", ["3 years"]),
        ("每月5日发薪，5日内到账", ["5 days"]),
        ("不得超过20日，最长 三十日，延長至60日", ["20 days", "30 days", "60 days"]),
        ("12月1日，延长至12月1日，不超过15日前", []),
        ("from £20 or GBP 1,500 to €45.90", ["20 GBP", "1500 GBP", "45.9 EUR"]),
        ("$20, US$ 30, HK$40, NT$50, A$60", ["20 USD", "30 USD", "40 HKD", "50 TWD"]),
        ("20 pounds, 30 euros, 二十美元", ["20 GBP", "30 EUR", "20 USD"]),
        ("¥3万元，RMB 1.5万，¥20，¥200元", ["30000 CNY", "15000 CNY", "20 CNY", "200 CNY"]),
        ("costs €5. Or €1,500, £20pm", ["5 EUR", "1500 EUR", "20 GBP"]),
        ("$1.5k, £2 million, $5m, $ 5m, ¥20-30, ¥100千克", []),
        ("€1.000,50, €1.000, EUR 12,5, 1.000 EUR, 1.000,50 EUR", []),
        ("3 pounds of rice, one pound of flour", []),
        ("HK$100, 5 \N{KELVIN SIGN}m, 一线客服最多H\N{KELVIN SIGN}$100", ["100 HKD", "100 USD"]),
        ("SLA-01 2h", ["2 h"]),
        ("`10min` 和 [[sla.x|10分钟]] 之外 5分钟", ["5 min"]),
    ],
)
def test_figures_in_passing(text: str, found: list[str]) -> None:
    assert [value for _, value, _ in read(text)] == found


@pytest.mark.parametrize(
    ("words", "unit"),
    [("分", "points"), ("分鐘", "min"), ("%", "%"), ("minutes", "min"), ("个", None), ("", None)],
)
def test_a_unit_by_its_name(words: str, unit: str | None) -> None:
    assert unit_of(words) == unit


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese numerals, written here a second way."""
    words, zero = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if zero and words else "") + NUMERALS[digit] + sign
        zero = not digit
    return words


@given(st.integers(1, 9999))
def test_every_number_is_read_in_chinese_numerals(number: int) -> None:
    assert [one.amount for one in figures(f"{chinese(number)}秒")] == [Amount(float(number), "s")]


@given(
    st.integers(1, 9999) | st.decimals(0, 999, places=2),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(["zh-Hans", "en"]),
)
def test_what_the_handbook_shows_is_read_back(number: object, unit: str, language: str) -> None:
    amount = Amount(float(str(number)), unit)
    found = figures(f"（{amount.words(language)}）")
    if amount.value and not (unit == "years" and amount.value >= 1900):
        assert [one.amount.unit for one in found] in ([unit], ["min"])
        factor = 60 if unit == "h" and found[0].amount.unit == "min" else 1
        assert found[0].amount.value == pytest.approx(amount.value * factor, rel=1e-5)


@given(
    st.text(
        st.sampled_from(
            "一二三十百万半个分钟秒小时成之％%0123456789.,- 内不超过至`[]|\n人年月日kh$€\u212a"
        )
    )
)
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    found = figures(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert len(prose_of(text)) == len(text)


@pytest.mark.parametrize("piece", ["1", "1,000", "一", "亿", "1-", "[[", "a ", "半", "1 "])
def test_a_long_run_of_anything_comes_to_an_end(piece: str) -> None:
    assert len(figures(piece * 20_000 + "元")) <= 20_000
