"""What owners change in a sheet reaches the source, and their mistakes are told by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.diagnostics import Severity
from handbook.exchange.columns import Sheet
from handbook.exchange.forms import form_files
from handbook.exchange.lines import identity
from handbook.exchange.rows import Keys
from handbook.model.library import Library
from handbook.render.view import Book
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
from tests.exchange.test_guard import packed, part
from tests.site.conftest import small

__all__ = ["small"]

KPIS = "xl/worksheets/sheet4.xml"
KPI, SCRIPT, VARIANT, LINE, PHRASE = "指标", "话术", "话术 · 其他说法", "评分项", "用语"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def library(root: Path) -> Library:
    return library_of(root)


def text_of(root: Path, name: str) -> str:
    return (root / "sop_sources" / name).read_text("utf-8")


def test_an_untouched_workbook_changes_nothing(library: Library) -> None:
    taken = taken_of(library, book_of(library))
    assert (taken.data, taken.problems) == ({}, [])


def test_values_change_in_place(root: Path, library: Library) -> None:
    def change(book: Any) -> None:
        cell(book[KPI], "kpi:target", "kpi.satisfaction").value = 4.9
        cell(book[KPI], "kpi:cycle", "kpi.satisfaction").value = "每月\n每季度"
        cell(book[KPI], "kpi:scale.max", "kpi.satisfaction").value = "10"
        cell(book[KPI], "kpi:note", "kpi.satisfaction").value = "  只看本月 "
        cell(book[KPI], "kpi:roles", "kpi.satisfaction").value = ""

    result = applied_of(root, library, taken_of(library, edited(book_of(library), change)))
    assert not result.failed
    assert dict(result.texts) == {
        "sop_sources/kpis/kpis.yml": text_of(root, "kpis/kpis.yml")
        .replace("4.8 ", "4.9 ")
        .replace("[monthly]", "[monthly, quarterly]")
        .replace("max: 5", "max: 10")
        .replace("    roles: [role.agent]\n", "    note: 只看本月\n")
    }


def test_a_reference_is_an_id_or_a_name(root: Path, library: Library) -> None:
    def change(book: Any) -> None:
        one = cell(book[SCRIPT], "script:channels", "script.greeting")
        assert one.value == "phone 电话"
        one.value = "chat 以前的名称\n电话"

    taken = taken_of(library, edited(book_of(library), change))
    assert taken.data["SCR-01"]["scripts"][0]["channels"] == ["chat", "channel.phone"]
    assert not applied_of(root, library, taken).failed


def test_new_rows_come_last_and_need_no_document_where_there_is_one(
    root: Path, library: Library
) -> None:
    def change(book: Any) -> None:
        row = {"kpi:id": "kpi.rate", "kpi:name": "接通率", "kpi:definition": "接起的比例",
               "kpi:formula": "接起 ÷ 来电", "kpi:unit": "%", "kpi:direction": "越高越好",
               "kpi:cycle": "每日", "kpi:data_source": "话务系统", "kpi:owner": "客户服务部",
               "kpi:target": 95, "kpi:scale.min": 0, "kpi:scale.max": 100}  # fmt: skip
        sheet = book[KPI]
        last = sheet.max_row + 1
        for column, value in row.items():
            cell(sheet, column, "", last).value = value
        words = book[VARIANT]
        last = words.max_row + 1
        cell(words, "script.variants:scripts", "", last).value = "script.goodbye"
        cell(words, "script.variants:mood", "", last).value = ""
        cell(words, "script.variants:channel", "", last).value = "phone"
        cell(words, "script.variants:text", "", last).value = "谢谢！\n再见！"

    result = applied_of(root, library, taken_of(library, edited(book_of(library), change)))
    assert not result.failed, result.findings
    assert result.texts["sop_sources/kpis/kpis.yml"] == text_of(root, "kpis/kpis.yml") + (
        "  - id: kpi.rate\n    name: 接通率\n    definition: 接起的比例\n    formula: 接起 ÷ 来电\n"
        "    unit: '%'\n    direction: higher\n    scale: {min: 0, max: 100}\n    target: 95\n"
        "    cycle: [daily]\n    data_source: 话务系统\n    owner: dept.service\n"
    )
    assert result.texts["sop_sources/scripts/closing.yml"].endswith(
        "再见！}\n      - channel: phone\n        text: |-\n          谢谢！\n          再见！\n"
    )


def test_rows_may_be_sorted_and_columns_moved(library: Library) -> None:
    def change(book: Any) -> None:
        sheet = book[LINE]
        rows = [[one.value for one in row] for row in sheet.iter_rows()]
        for number, row in enumerate([*rows[:2], *reversed(rows[2:])], 1):
            for column, value in enumerate(reversed(row), 1):
                sheet.cell(number, column).value = value

    taken = taken_of(library, edited(book_of(library), change))
    assert (taken.data, taken.problems) == ({}, [])


def test_a_text_of_several_lines_stays_one(root: Path, library: Library) -> None:
    def change(book: Any) -> None:
        one = cell(book[SCRIPT], "script:text", "script.goodbye")
        assert one.value == "感谢来电。\n再见！"
        one.value = "感谢来电。\n祝您生活愉快！"

    result = applied_of(root, library, taken_of(library, edited(book_of(library), change)))
    assert result.texts["sop_sources/scripts/closing.yml"] == text_of(
        root, "scripts/closing.yml"
    ).replace("      再见！\n", "      祝您生活愉快！\n")


def put(sheet: str, column: str, key: str, value: object) -> Any:
    def change(book: Any) -> None:
        cell(book[sheet], column, key).value = value

    return change


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (put(KPI, "kpi:target", "kpi.satisfaction", "=1+1"), "XCH04 formula", "指标!K3"),
        (put(KPI, "kpi:target", "kpi.satisfaction", "四分八"), "XCH07 number", "指标!K3"),
        (put(KPI, "kpi:target", "kpi.satisfaction", "98%"), "XCH07 percent", "指标!K3"),
        (put(KPI, "kpi:direction", "kpi.satisfaction", "越多越好"), "XCH07 choice", "指标!H3"),
        (put(KPI, "kpi:name", "kpi.satisfaction", None), "XCH07 needed", "指标!C3"),
        (put(KPI, "kpi:name", "kpi.satisfaction", "满\u200b意"), "FMT02", "指标!C3"),
        (put(PHRASE, "phrase:whole", "phrase.dont-know", "也许"), "XCH07 boolean", "用语!F3"),
        (put(PHRASE, "phrase:text", "phrase.dont-know", "#REF!"), "XCH07 error", "用语!D3"),
        (put(KPI, "kpi:document", "kpi.satisfaction", "KPI-99"), "XCH08 moved", "指标!A3"),
        (put(LINE, "qa:id", "qa.solved", "qa.polite"), "XCH08 twice", "评分项!C4"),
        (put(LINE, "qa:id", "qa.solved", None), "XCH08 missing", "评分项!C4"),
        (put(VARIANT, "script.variants:scripts", "SCR-02", "script.no"), "XCH08 holder",
         "话术 · 其他说法!B3"),
        (put(KPI, "kpi:target", "kpi.satisfaction", "9" * 400), "XCH07 number", "指标!K3"),
        (put(KPI, "kpi:name", "kpi:name", "kpi:nam"), "XCH06 near", "指标!C1"),
        (put(KPI, "kpi:name", "kpi:name", "评语"), "XCH06 unknown", "指标!C1"),
        (put(KPI, "kpi:name", "kpi:name", "kpi:id"), "XCH06 twice", "指标!C1"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_sheet_row_and_column(
    library: Library, change: Any, code: str, place: str
) -> None:
    def both(book: Any) -> None:
        for sheet in book.worksheets:  # so that the row of names is found, too
            if code.startswith("XCH06") and sheet.title == KPI:
                names = [one.value for one in sheet[1]]
                sheet.cell(1, names.index("kpi:name") + 1).value = {
                    "near": "kpi:nam", "unknown": "评语", "twice": "kpi:id",
                }[code.split()[1]]  # fmt: skip
                return
        change(book)

    taken = taken_of(library, edited(book_of(library), both))
    assert code in codes(taken)
    first = taken.problems[codes(taken).index(code)]
    assert getattr(first.at, "inside", "") == place


def test_a_missing_column_and_words_outside_the_columns_are_told(library: Library) -> None:
    def change(book: Any) -> None:
        book[KPI].delete_cols(3)
        book[PHRASE].cell(4, 30).value = "别忘了"

    taken = taken_of(library, edited(book_of(library), change))
    assert codes(taken) == ["XCH06 missing", "XCH06 nameless"]


def test_merged_cells_are_refused(library: Library) -> None:
    taken = taken_of(
        library, edited(book_of(library), lambda book: book[LINE].merge_cells("D3:D4"))
    )
    assert codes(taken) == ["XCH05"]
    assert taken.problems[0].args["cells"] == "D3:D4"


def test_a_row_that_is_gone_is_told_and_nothing_is_deleted(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), lambda book: book[LINE].delete_rows(4)))
    assert codes(taken) == ["XCH09"]
    assert taken.problems[0].args["value"] == "2 qa.solved"
    assert taken.data == {}


def test_a_sheet_of_somebody_s_own_is_told(library: Library) -> None:
    def change(book: Any) -> None:
        book.create_sheet("草稿").append(["随便", "写写"])

    assert codes(taken_of(library, edited(book_of(library), change))) == ["XCH06 head"]


def test_a_form_that_comes_back_is_told_to_be_one(small: Book) -> None:
    raw = form_files(small, "print")["print/form.record.xlsx"]
    assert codes(taken_of(small.library, raw)) == ["XCH06 form"]


def test_nobody_s_later_work_is_undone(root: Path, library: Library) -> None:
    raw = book_of(library)
    path = root / "sop_sources/kpis/kpis.yml"
    path.write_text(path.read_text("utf-8").replace("target: 4.8", "target: 4.6"), "utf-8")
    later = library_of(root)
    left = taken_of(later, raw)
    assert (left.data, left.problems, left.kept) == ({}, [], 1)
    both = taken_of(later, edited(raw, put(KPI, "kpi:name", "kpi.satisfaction", "满意")))
    assert codes(both) == ["XCH10"]
    done = taken_of(later, edited(raw, put(KPI, "kpi:target", "kpi.satisfaction", 4.6)))
    assert (done.data, done.problems) == ({}, [])


def test_an_id_that_was_changed_in_the_sheet_is_told(library: Library) -> None:
    taken = taken_of(library, edited(book_of(library), put(LINE, "qa:id", "qa.polite", "9")))
    assert codes(taken) == ["XCH08 renamed"]
    assert taken.problems[0].args["now"] == "1 qa.polite"
    assert taken.data == {}


def test_a_row_of_what_the_source_has_no_more_is_not_new(root: Path, library: Library) -> None:
    raw = book_of(library)
    path = root / "sop_sources/scorecards/qa.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("qa.polite", "qa.kind"), "utf-8")
    renamed = taken_of(library_of(root), raw)
    assert codes(renamed) == ["XCH08 renamed"]
    assert renamed.problems[0].args["now"] == "1 qa.kind"
    text = text.replace("qa.polite", "qa.kind").replace("用语礼貌", "耐心")
    path.write_text(text, "utf-8")
    gone = taken_of(library_of(root), raw)
    assert codes(gone) == ["XCH08 gone"]
    assert gone.data == {}


def test_a_copy_of_a_row_with_an_id_of_its_own_is_new(library: Library) -> None:
    def change(book: Any) -> None:
        sheet = book[LINE]
        sheet.append([one.value for one in sheet[3]])
        sheet.cell(sheet.max_row, 3).value = "qa.warm"

    taken = taken_of(library, edited(book_of(library), change))
    assert taken.problems == []
    assert [one["id"] for one in taken.data["QA-01"]["dimensions"][0]["lines"]] == [
        "qa.polite", "qa.warm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("kpi:owner", "dept.nobody", "REF01"),
        ("kpi:target", 9, "VOC08"),
        ("kpi:definition", "客户的 <b>打分</b>", "FMT33"),
    ],
)
def test_what_the_checks_find_is_told_at_the_cell(
    root: Path, library: Library, column: str, value: object, code: str
) -> None:
    change = put(KPI, column, "kpi.satisfaction", value)
    result = applied_of(root, library, taken_of(library, edited(book_of(library), change)))
    found = {one.code: one for one in result.findings}
    assert found[code].span.inside.startswith("指标!")
    assert found[code].span.line == 3
    assert result.failed is (found[code].severity is Severity.ERROR)


def test_a_model_s_complaint_is_told_at_the_cell(root: Path, library: Library) -> None:
    change = put(KPI, "kpi:scale.max", "kpi.satisfaction", None)
    result = applied_of(root, library, taken_of(library, edited(book_of(library), change)))
    assert [(one.code, one.span.inside) for one in result.findings] == [("FMT20", "指标!J3")]
    assert result.failed


def test_numbers_of_more_digits_than_any_has_are_told(library: Library) -> None:
    def change(book: Any) -> None:
        book[VARIANT].cell(3, 3).value = "9" * 5000
        book[LINE].append(["QA-01", "9" * 5000, "qa.new", "新", 1, "新", "SOP-RET-01"])

    raw = edited(book_of(library), change)
    assert codes(taken_of(library, raw)) == ["XCH08 holder"]
    sheet = part(raw, KPIS).replace("<v>4.8</v>", f"<v>{'9' * 400}</v>")
    assert codes(taken_of(library, packed(raw, {KPIS: sheet}))) == ["XCH07 number", "XCH08 holder"]


def test_many_new_rows_are_compared_with_the_others_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Keys] = []

    def counted(sheet: Sheet, keys: Keys) -> Keys:
        calls.append(keys)
        return identity(sheet, keys)

    monkeypatch.setattr("handbook.exchange.lines.identity", counted)

    def change(book: Any) -> None:
        sheet = book[LINE]
        for number in range(200):
            sheet.append([one.value for one in sheet[3]])
            sheet.cell(sheet.max_row, 3).value = f"qa.warm-{number}"

    taken = taken_of(library, edited(book_of(library), change))
    assert len(taken.data["QA-01"]["dimensions"][0]["lines"]) == 201
    assert len(calls) < 500
