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


@pytest.mark.parametrize(
    "sign",
    "\0\x1b\x85\u202e\u2066\u2028\ufeff\u200b\u2060\uffff\u2061\u206a\U000e0061\u3164\u115f\u1160\uffa0\u180e",
)
def test_hidden_characters_are_found(sign: str) -> None:
    (problem,) = text.decode("a.yml", f"甲{sign}乙".encode())[1]
    assert problem.at == Span("a.yml", 1, 2, 1, 3)
    assert text.cleared(f"甲{sign}乙") == "甲 乙"


@pytest.mark.parametrize("sign", "\t\n👨\u200d👩甲é　…❤\ufe0f葛\U000e0100")
def test_ordinary_characters_are_left_alone(sign: str) -> None:
    assert text.decode("a.yml", sign.encode()) == (sign, [])


def test_what_is_written_by_its_number_is_found_where_no_check_reads_it() -> None:
    crafted = (
        "a: 甲&#x202e;乙 &rlm;13&#56;0 &#36864;款 退&nbsp;款\nb: &lt;&#124; &amp; &emsp;甲 a&b;"
    )
    decoded, problems = text.decode("a.md", crafted.encode())
    wrong = ["&#x202e;", "&rlm;", "&#56;", "&#36864;", "&nbsp;"]
    assert [one.args["character"] for one in problems] == wrong
    assert problems[0].at == Span("a.md", 1, 5, 1, 13)
    assert decoded == crafted
    cleared = text.cleared(crafted)
    assert len(cleared) == len(crafted)
    assert "&lt;&#124; &amp; &emsp;甲 a&b;" in cleared
    assert not [one for one in wrong if one in cleared]
    assert list(text.hidden(crafted)) == wrong


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
