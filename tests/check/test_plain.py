"""Names as a reader hears them."""

from __future__ import annotations

import pytest

from handbook.check.plain import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("客户满意度", "客戶滿意度"),
        ("CSAT 指数", "csat指数"),
        ("ＡＢＣ（一）", "abc(一)"),
        ("首次接触解决率", "首次接触解决率 "),
    ],
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_names_that_differ() -> None:
    assert plain("一级问题解决率") != plain("二级问题解决率")
