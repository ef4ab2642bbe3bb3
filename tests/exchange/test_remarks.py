"""What reviewers leave in a workbook is told at its cell, and changes nothing."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from handbook.model.library import Library
from tests.exchange.books import book_of, codes, copied, edited, library_of, taken_of
from tests.exchange.test_guard import packed, part

KPI = "指标"
SHEET = "xl/worksheets/sheet4.xml"
THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    'threadedcomments"><threadedComment ref="C3" id="{1}"><text>名称要改</text></threadedComment>'
    '<threadedComment ref="C3" id="{2}" parentId="{1}"><text>同意</text></threadedComment>'
    "</ThreadedComments>"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(copied(tmp_path_factory.mktemp("small")))


def told(taken: Any) -> list[tuple[str, str, str]]:
    places = [getattr(one.at, "inside", "") for one in taken.problems]
    values = [str(one.args["value"]) for one in taken.problems]
    return list(zip(codes(taken), places, values, strict=True))


def commented(book: Any) -> None:
    book[KPI]["E3"].comment = Comment("法务：\n此定义要改", "法务")


def test_a_comment_is_told_at_its_cell(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), commented))
    assert told(taken) == [("XCH14 comment", f"{KPI}!E3", "法务： 此定义要改")]
    assert taken.data == {}


def test_a_thread_of_comments_is_told_once_with_its_replies(library: Library) -> None:
    def change(book: Any) -> None:
        commented(book)
        book[KPI]["C3"].comment = Comment("[Threaded comment] 您的版本可读取此批注", "法务")

    raw = edited(book_of(library), change)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        (relations,) = (one for one in archive.namelist() if "worksheets/_rels" in one)
    thread = (
        '<Relationship Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="../threadedComments/threadedComment1.xml" Id="t"/></Relation'
    )
    parts: dict[str, str | bytes] = {
        relations: part(raw, relations).replace("</Relation", thread),
        "xl/threadedComments/threadedComment1.xml": THREADS,
    }
    assert told(taken_of(library, packed(raw, parts))) == [
        ("XCH14 comment", f"{KPI}!C3", "名称要改 / 同意"),
        ("XCH14 comment", f"{KPI}!E3", "法务： 此定义要改"),
    ]


def test_a_row_that_is_struck_through_is_told_once(library: Library) -> None:
    def change(book: Any) -> None:
        for column in "CE":
            book[KPI][f"{column}3"].font = Font(strike=True)

    taken = taken_of(library, edited(book_of(library), change))
    assert told(taken) == [("XCH14 struck", f"{KPI}!C3", "满意度 / 客户打分的平均值")]
    assert taken.data == {}


def test_struck_words_within_a_cell_are_told(library: Library) -> None:
    def change(book: Any) -> None:
        struck = TextBlock(InlineFont(strike=True), "打分的")
        book[KPI]["E3"] = CellRichText("客户", struck, "平均值")

    taken = taken_of(library, edited(book_of(library), change))
    assert told(taken) == [("XCH14 struck", f"{KPI}!E3", "打分的")]
    assert taken.data == {}


@pytest.mark.parametrize("off", ["0", "false"])
def test_words_whose_strike_is_switched_off_are_not_struck(library: Library, off: str) -> None:
    def change(book: Any) -> None:
        struck = (TextBlock(InlineFont(strike=True), words) for words in ("打分的", "平均值"))
        book[KPI]["E3"] = CellRichText("客户", *struck)

    raw = edited(book_of(library), change)
    sheet = re.sub("<strike[^>]*>", f'<strike val="{off}"/>', part(raw, SHEET), count=1)
    taken = taken_of(library, packed(raw, {SHEET: sheet}))
    assert told(taken) == [("XCH14 struck", f"{KPI}!E3", "平均值")]
