"""Forms as workbooks: one each, dated as the document, to be filled in."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

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


def filled(small: Book, *fields: FormField) -> Worksheet:
    """A form's sheet with just these fields."""
    (form,) = forms_of(small.library, "form.record")
    item = form.item.model_copy(update={"sections": (Section(title="甲", fields=fields),)})
    raw = as_forms([Form(form.document, item)], small.library, "zh-Hans", datetime(2026, 11, 1))  # noqa: DTZ001
    return load_workbook(BytesIO(raw)).worksheets[0]


def rules(sheet: Worksheet) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (str(one.sqref), str(one.type), one.formula1, one.formula2)
        for one in sheet.data_validations.dataValidation
    ]


@pytest.mark.parametrize("required", [False, True])
def test_a_star_is_explained_only_where_there_is_one(small: Book, required: bool) -> None:
    field = FormField(id="order", label="订单号", type="text", required=required)
    sheet = filled(small, field)
    assert ("带 * 的必填" in str(sheet["A2"].value)) is required


def test_points_are_numbers_and_what_is_blank_is_empty(small: Book) -> None:
    rows = (("态度", "20", " ", "01"), ("结果", "2.5", " ", "-"))
    points = FormField(id="points", label="分", type="table", columns=tuple("甲乙丙丁"), rows=rows)
    sheet = filled(small, points)
    found = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert found[-2:] == [["态度", 20, "01"], ["结果", 2.5, "'-"]]


SCORES = FormField(
    id="scores", label="各项得分", type="table", columns=("项", "满分", "得分"),
    rows=(("态度", "20", " "), ("结果", "30", " ")),
)  # fmt: skip
TOTAL = FormField(id="total", label="总分", type="number")


def test_a_number_is_asked_for_where_only_a_number_may_stand(small: Book) -> None:
    sheet = filled(small, *(FormField(id=one, label=one, type=one) for one in ("number", "money")))
    assert [(at, kind) for at, kind, *_ in rules(sheet)] == [("C5", "decimal"), ("C6", "decimal")]
    assert all(one.showErrorMessage for one in sheet.data_validations.dataValidation)


def test_a_score_stays_within_the_full_marks_of_its_row_and_is_summed(small: Book) -> None:
    sheet = filled(small, SCORES, TOTAL)
    assert [sheet["D6"].value, sheet["F6"].value] == ["满分", "得分"]
    within = ("F7:F8", "decimal", "0", "IF(ISNUMBER(D7),D7,1E+15)")
    assert rules(sheet)[0] == within
    assert sheet["C9"].value == '=IF(COUNT(F7:F8)<2,"",SUM(F7:F8))'
    assert "记零" in str(sheet["A9"].value)


def test_nothing_is_summed_that_the_form_does_not_say(small: Book) -> None:
    other = SCORES.model_copy(update={"columns": ("项", "目标", "本月")})
    again = SCORES.model_copy(update={"id": "more"})
    for tables in ((other,), (SCORES, again)):
        sheet = filled(small, *tables, TOTAL)
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "options", [("待改进, 复检", "合格"), ('写"改"', "合格"), ("长" * 250, "合格")]
)
def test_any_choices_are_a_list(small: Book, options: tuple[str, ...]) -> None:
    band = FormField(id="band", label="等级", type="choice", options=options)
    sheet = filled(small, band, band.model_copy(update={"id": "again"}))
    assert [(at, kind, source) for at, kind, source, _ in rules(sheet)] == [
        ("C5", "list", "'可选值'!$A$1:$A$2"), ("C6", "list", "'可选值'!$B$1:$B$2"),
    ]  # fmt: skip
    assert sheet.parent is not None
    lists = sheet.parent["可选值"]
    assert lists.sheet_state == "hidden"
    assert [row[0].value for row in lists.iter_rows()] == list(options)


def test_a_signature_takes_less_room_than_a_paragraph(small: Book) -> None:
    fields = [FormField(id=one, label=one, type=one) for one in ("signature", "paragraph")]
    sheet = filled(small, *fields)
    assert 30 <= sheet.row_dimensions[5].height <= 36 < sheet.row_dimensions[6].height


def test_figures_in_a_hint_have_a_blank_on_both_sides(small: Book) -> None:
    hint = "收到后3 个工作日内提出"
    sheet = filled(small, FormField(id="appeal", label="申诉", hint=hint))
    assert "收到后 3 个工作日内提出" in str(sheet["A5"].value)


def test_a_form_is_dated_as_its_document_and_always_the_same(small: Book, record: bytes) -> None:
    assert form_files(small, "print")["print/form.record.xlsx"] == record
    with ZipFile(BytesIO(record)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(record)).properties
    assert properties.created == properties.modified == datetime(2026, 11, 1)  # noqa: DTZ001 - as Excel has it
