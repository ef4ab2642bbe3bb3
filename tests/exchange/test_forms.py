"""Forms as workbooks: one each, dated as the document, to be filled in."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from handbook.exchange.forms import form_files
from handbook.render.view import Book
from tests.site.conftest import small

__all__ = ["small"]


@pytest.fixture
def record(small: Book) -> bytes:
    (file,) = form_files(small, "print").items()
    assert file[0] == "print/form.record.xlsx"
    return file[1]


def test_a_form_asks_what_its_source_asks(record: bytes) -> None:
    sheet = load_workbook(BytesIO(record)).active
    assert sheet is not None
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[0] == "退货登记表"
    assert "form.record" in str(texts[1])
    assert "1.0.0" in str(texts[1])
    assert "订单号" in texts


def test_a_form_is_dated_as_its_document_and_always_the_same(small: Book, record: bytes) -> None:
    assert form_files(small, "print")["print/form.record.xlsx"] == record
    with ZipFile(BytesIO(record)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(record)).properties
    assert properties.created == properties.modified == datetime(2026, 11, 1)  # noqa: DTZ001 - as Excel has it
