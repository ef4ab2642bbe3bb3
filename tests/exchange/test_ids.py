"""A new row without an id is given one that says what it is, and comes in once only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.exchange.ids import spelled
from handbook.model.library import Library
from tests.exchange.books import (
    applied_of,
    book_of,
    cell,
    codes,
    copied,
    edited,
    library_of,
    taken_of,
)

PHRASE = "用语"
NOTED = "XCH15"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def library(root: Path) -> Library:
    return library_of(root)


def with_rows(*texts: str, document: str = "", **more: str) -> Any:
    def change(book: Any) -> None:
        sheet = book[PHRASE]
        for text in texts:
            row = sheet.max_row + 1
            values = {"document": document, "kind": "禁用", "text": text, "why": "生硬"} | more
            for key, value in values.items():
                cell(sheet, f"phrase:{key}", "", row).value = value or None

    return change


def ids(taken: Any) -> list[str]:
    return [one["id"] for one in taken.data["PHR-01"]["phrases"]]


def test_a_new_row_without_an_id_is_given_one_and_told_of(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), with_rows("您不懂", "No way, 不行")))
    assert codes(taken) == [NOTED, NOTED]
    assert [getattr(one.at, "inside", "") for one in taken.problems] == [
        f"{PHRASE}!B4", f"{PHRASE}!B5",
    ]  # fmt: skip
    assert ids(taken) == ["phrase.dont-know", "phrase.nin-bu-dong", "phrase.no-way-bu-xing"]


def test_a_sheet_that_comes_twice_brings_nothing_twice(root: Path, library: Library) -> None:
    raw = edited(book_of(library), with_rows("您不懂"))
    taken = taken_of(library, raw)
    taken.problems.clear()
    for file, text in applied_of(root, library, taken).texts.items():
        (root / file).write_text(text, "utf-8")
    again = taken_of(library_of(root), raw)
    assert (again.data, again.problems) == ({}, [])
    changed = edited(
        raw, lambda book: setattr(cell(book[PHRASE], "phrase:why", "", 4), "value", "错")
    )
    told = taken_of(library_of(root), changed)
    assert (codes(told), told.data) == (["XCH08 used"], {})
    assert told.problems[0].args["value"] == "phrase.nin-bu-dong"


def test_a_copy_of_a_row_that_is_in_the_sheet_is_another_thing(library: Library) -> None:
    def change(book: Any) -> None:
        sheet = book[PHRASE]
        sheet.append([one.value for one in sheet[3]])
        for key in ("id", "state"):
            cell(sheet, f"phrase:{key}", "", sheet.max_row).value = None

    taken = taken_of(library, edited(book_of(library), change))
    assert codes(taken) == [NOTED]
    assert ids(taken) == ["phrase.dont-know", "phrase.wo-bu-zhi-dao"]


def test_two_rows_that_begin_alike_are_told_apart_by_hand(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), with_rows("您不懂", "您不懂！")))
    assert codes(taken) == ["XCH08 used", NOTED]


def test_a_row_that_no_id_can_be_made_for_needs_one(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), with_rows("？！")))
    assert codes(taken) == ["XCH08 missing"]
    assert taken.problems[0].args["example"] == "phrase.new-words"


def test_what_is_missing_from_the_sheet_is_told_beside_new_rows(library: Library) -> None:
    def change(book: Any) -> None:
        with_rows("您不懂")(book)
        book[PHRASE].delete_rows(3)

    assert codes(taken_of(library, edited(book_of(library), change))) == ["XCH09", NOTED]


@pytest.mark.parametrize(
    ("others", "document", "code"),
    [(1, "PHR-09", "document"), (2, "", "unsaid"), (0, "PHR-01", "none")],
)
def test_a_row_that_goes_nowhere_is_told_where_it_could(
    root: Path, library: Library, others: int, document: str, code: str
) -> None:
    raw = edited(book_of(library), with_rows("您不懂", document=document, id="phrase.new"))
    path = root / "sop_sources/phrases/phrases.yml"
    text = path.read_text("utf-8")
    if others == 2:
        other = text.replace("PHR-01", "PHR-02").replace("phrase.dont-know", "phrase.other")
        path.with_name("other.yml").write_text(other, "utf-8")
    elif not others:
        path.unlink()
    assert f"XCH08 {code}" in codes(taken_of(library_of(root), raw))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("安抚愤怒客户", "an-fu-fen-nu"),
        ("提前还款", "ti-qian-huan-kuan"),
        ("银行卡 PIN 码", "yin-hang-ka-pin"),
        ("Wi-Fi 断了", "wi-fi-duan-le"),
        ("？", ""),
        ("95 分", "95-fen"),
    ],
)
def test_words_are_spelled(text: str, wanted: str) -> None:
    assert spelled(text, 4) == wanted
