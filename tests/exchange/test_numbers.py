"""Rows with numbers and no ids: one that is put in between moves the others, and is no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.exchange.numbers import order
from handbook.model.library import Library
from tests.exchange.books import applied_of, book_of, codes, copied, edited, library_of, taken_of

VARIANT = "话术 · 其他说法"
SOURCE = "sop_sources/scripts/closing.yml"
OLD = "      - {channel: chat, text: 感谢咨询，再见！}\n"
WORDS = (
    "      - {channel: chat, text: 一}   # the first\n"
    "      - channel: chat   # the second\n        text: 二\n"
    "      - {channel: phone, text: 三}\n"
)
NO, TEXT, STATE = 3, 6, 7


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copied(tmp_path)
    path = tmp_path / SOURCE
    path.write_text(path.read_text("utf-8").replace(OLD, WORDS), "utf-8")
    return tmp_path


@pytest.fixture
def library(root: Path) -> Library:
    return library_of(root)


def sheet_of(*numbers: int | None) -> Any:
    """Write these numbers beside the rows that went out."""

    def change(book: Any) -> None:
        for row, number in enumerate(numbers, 3):
            book[VARIANT].cell(row, NO).value = number

    return change


def put_in(at: int, number: int | None, text: str = "新") -> Any:
    """Put in a row by hand."""

    def change(book: Any) -> None:
        book[VARIANT].insert_rows(at + 2)
        values = ["SCR-02", "script.goodbye", number, "phone", None, text]
        for column, value in enumerate(values, 1):
            book[VARIANT].cell(at + 2, column).value = value

    return change


def both(*changes: Any) -> Any:
    def change(book: Any) -> None:
        for one in changes:
            one(book)

    return change


def texts(taken: Any) -> list[str]:
    entries = taken.data["SCR-02"]["scripts"][0]["variants"]
    return [one["text"] for one in entries]


def test_a_row_put_in_between_moves_the_others_and_replaces_none(
    root: Path, library: Library
) -> None:
    change = both(sheet_of(1, 3, 4), put_in(2, 2))
    taken = taken_of(library, edited(book_of(library), change))
    assert (taken.problems, taken.kept) == ([], 0)
    assert texts(taken) == ["一", "新", "二", "三"]
    (text,) = applied_of(root, library, taken).texts.values()
    first, new = WORDS.splitlines(keepends=True)[0], "      - channel: phone\n        text: 新\n"
    assert text == (root / SOURCE).read_text("utf-8").replace(first, first + new)


def test_a_finding_in_a_row_that_was_moved_is_told_at_its_cell(
    root: Path, library: Library
) -> None:
    def change(book: Any) -> None:
        both(sheet_of(1, 3, 4), put_in(2, 2))(book)
        book[VARIANT].cell(5, 4).value = "channel.none"

    result = applied_of(root, library, taken_of(library, edited(book_of(library), change)))
    assert [(one.code, one.span.inside) for one in result.findings if one.code == "REF01"] == [
        ("REF01", f"{VARIANT}!D5")
    ]


@pytest.mark.parametrize(
    ("number", "at", "others", "wanted"),
    [
        (None, 2, (1, 2, 3), ["一", "二", "三", "新"]),
        (9, 4, (1, 2, 3), ["一", "二", "三", "新"]),
        (1, 1, (2, 3, 4), ["新", "一", "二", "三"]),
        (3, 4, (1, 2, 4), ["一", "二", "新", "三"]),
    ],
)
def test_a_new_row_goes_where_its_number_is(
    library: Library, number: int | None, at: int, others: tuple[int, ...], wanted: list[str]
) -> None:
    change = both(sheet_of(*others), put_in(at, number))
    assert texts(taken_of(library, edited(book_of(library), change))) == wanted


def test_a_row_without_its_state_is_known_by_what_it_says(library: Library) -> None:
    def forget(book: Any) -> None:
        both(sheet_of(1, 3, 4), put_in(2, 2))(book)
        for row in range(3, 7):
            book[VARIANT].cell(row, STATE).value = None

    taken = taken_of(library, edited(book_of(library), forget))
    assert (taken.problems, texts(taken)) == ([], ["一", "新", "二", "三"])


def test_others_that_close_up_behind_a_deleted_row_change_nothing(library: Library) -> None:
    def change(book: Any) -> None:
        book[VARIANT].delete_rows(3)
        sheet_of(1, 2)(book)

    taken = taken_of(library, edited(book_of(library), change))
    assert codes(taken) == ["XCH09"]
    assert taken.problems[0].args["value"] == "script.goodbye 1"
    assert (taken.data, taken.kept) == ({}, 0)


def test_rows_that_change_places_are_told(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), sheet_of(2, 1, 3)))
    assert codes(taken) == ["XCH08 order", "XCH08 order"]
    assert [getattr(one.at, "inside", "") for one in taken.problems] == [
        f"{VARIANT}!C4", f"{VARIANT}!C3",
    ]  # fmt: skip
    assert taken.data == {}


def test_two_rows_of_one_number_are_told(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), put_in(2, 2)))
    assert codes(taken) == ["XCH08 twice"]


def test_a_copy_is_new(library: Library) -> None:
    def change(book: Any) -> None:
        sheet = book[VARIANT]
        sheet.append([one.value for one in sheet[4]])
        sheet.cell(6, NO).value, sheet.cell(6, TEXT).value = None, "副本"

    taken = taken_of(library, edited(book_of(library), change))
    assert (taken.problems, texts(taken)) == ([], ["一", "二", "三", "副本"])


def test_what_has_changed_in_the_source_and_has_another_number_is_told(
    root: Path, library: Library
) -> None:
    raw = edited(book_of(library), both(sheet_of(1, 3, 4), put_in(2, 2)))
    path = root / SOURCE
    path.write_text(path.read_text("utf-8").replace("text: 二", "text: 二二"), "utf-8")
    told = taken_of(library_of(root), raw)
    assert codes(told) == ["XCH08 lost"]
    assert texts(told) == ["一", "新", "二二", "三"], "a row that did not go out is new"
    left = taken_of(library_of(root), edited(book_of(library), sheet_of(1, 2, 3)))
    assert (left.data, left.problems, left.kept) == ({}, [], 1)


@pytest.mark.parametrize(
    ("new", "known", "count", "wanted"),
    [
        ([0], {1: 1, 2: 2}, 2, [0, 1, 2]),
        ([1], {2: 1, 3: 2}, 2, [2, 0, 1]),
        ([3, 2], {1: 1, 4: 2}, 2, [0, 3, 2, 1]),
        ([0, 9], {1: 1}, 3, [0, 1, 2, 4, 3]),
        ([1], {}, 0, [0]),
        ([2], {1: 1, 2: 2}, 2, [0, 1, 2]),
        ([2], {2: 1, 3: 2}, 2, [2, 0, 1]),
    ],
)
def test_new_entries_go_between_those_that_are_there(
    new: list[int], known: dict[int, int], count: int, wanted: list[int]
) -> None:
    assert order(new, known, count) == wanted
