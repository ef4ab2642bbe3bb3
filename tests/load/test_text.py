"""Bytes become text with positions that an editor shows."""

from __future__ import annotations

import pytest

from handbook.load import text
from handbook.source import Span


def test_a_byte_order_mark_and_carriage_returns_do_not_move_positions() -> None:
    decoded, problems = text.decode("a.yml", b"\xef\xbb\xbfid: A\r\ntitle: \xe2\x80\x8bB\rx: 1\r\n")
    assert decoded == "id: A\ntitle: \u200bB\nx: 1\n"
    assert [problem.at for problem in problems] == [Span("a.yml", 2, 8, 2, 9)]
    assert problems[0].args == {"character": "U+200B"}


@pytest.mark.parametrize(
    ("codec", "guess"), [("gb18030", "GBK"), ("utf-16", "UTF-16"), ("big5", "GBK")]
)
def test_the_encoding_of_an_office_pc_is_guessed(codec: str, guess: str) -> None:
    decoded, (problem,) = text.decode("a.yml", "title: 退貨處理\n".encode(codec))
    assert decoded is None
    assert problem.code == "FMT01"
    assert problem.args["guess"] == guess


def test_the_first_byte_that_is_not_utf_8_has_its_place() -> None:
    raw = "甲: 1\r\ntitle: ".encode() + b"\xcd\xcb"
    _, (problem,) = text.decode("a.yml", raw)
    assert problem.at == Span("a.yml", 2, 8, 2, 9)


@pytest.mark.parametrize("sign", "\0\x1b\x85\u202e\u2066\u2028\ufeff\u200b\u2060\uffff")
def test_hidden_characters_are_found(sign: str) -> None:
    (problem,) = text.decode("a.yml", f"甲{sign}乙".encode())[1]
    assert problem.at == Span("a.yml", 1, 2, 1, 3)
    assert text.cleared(f"甲{sign}乙") == "甲 乙"


@pytest.mark.parametrize("sign", "\t\n👨\u200d👩甲é　…")
def test_ordinary_characters_are_left_alone(sign: str) -> None:
    assert text.decode("a.yml", sign.encode()) == (sign, [])


@pytest.mark.parametrize(
    "crafted", ["<<<<<<<\n" * 9_000 + "=======\n" * 9_000, "<<<<<<<\n=======\n" * 9_000]
)
def test_marks_of_a_conflict_that_is_none_are_read_in_one_go(crafted: str) -> None:
    assert text.conflicts("a.yml", crafted) == []
    begun = text.conflicts("a.yml", f"{crafted}>>>>>>> b\na\n<<<<<<< a\n=======\n>>>>>>> b\n")
    rows = crafted.count("\n")
    assert [one.at for one in begun] == [
        Span("a.yml", 1, 1, 1, 8), Span("a.yml", rows + 3, 1, rows + 3, 8),
    ]  # fmt: skip


def test_many_hidden_characters_of_one_line_are_found_in_one_go() -> None:
    _, problems = text.decode("a.yml", ("甲\n" + "\u200b" * 200_000).encode())
    assert problems[-1].at == Span("a.yml", 2, 200_000, 2, 200_001)
