"""Forms as workbooks: one each, dated as the document, to be filled in."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from handbook.exchange.forms import Form, as_forms, form_files, forms_of
from handbook.model.form import FormField, Section
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


@pytest.mark.parametrize("required", [False, True])
def test_a_star_is_explained_only_where_there_is_one(small: Book, required: bool) -> None:
    (form,) = forms_of(small.library, "form.record")
    field = FormField(id="order", label="订单号", type="text", required=required)
    item = form.item.model_copy(update={"sections": (Section(title="甲", fields=(field,)),)})
    raw = as_forms([Form(form.document, item)], small.library, "zh-Hans", datetime(2026, 11, 1))  # noqa: DTZ001
    sheet = load_workbook(BytesIO(raw)).active
    assert sheet is not None
    assert ("带 * 的必填" in str(sheet["A2"].value)) is required


def test_points_are_numbers_and_what_is_blank_is_empty(small: Book) -> None:
    (form,) = forms_of(small.library, "form.record")
    rows = (("态度", "20", " ", "01"), ("结果", "2.5", " ", "-"))
    points = FormField(id="points", label="分", type="table", columns=tuple("甲乙丙丁"), rows=rows)
    sections = (Section(title="得分", fields=(points,)),)
    item = form.item.model_copy(update={"sections": sections})
    raw = as_forms([Form(form.document, item)], small.library, "zh-Hans", datetime(2026, 11, 1))  # noqa: DTZ001
    sheet = load_workbook(BytesIO(raw)).active
    assert sheet is not None
    found = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert found[-2:] == [["态度", 20, "01"], ["结果", 2.5, "'-"]]


def test_a_form_is_dated_as_its_document_and_always_the_same(small: Book, record: bytes) -> None:
    assert form_files(small, "print")["print/form.record.xlsx"] == record
    with ZipFile(BytesIO(record)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(record)).properties
    assert properties.created == properties.modified == datetime(2026, 11, 1)  # noqa: DTZ001 - as Excel has it
