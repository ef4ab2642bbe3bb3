"""What goes out comes back as it was, whatever it says and by whatever file."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from handbook.config import SOURCES
from handbook.exchange.cells import (
    Cell,
    Names,
    escaped,
    guarded,
    plain,
    read,
    shown,
    unescaped,
    unguarded,
    value_of,
)
from handbook.exchange.columns import Column, Holds, all_sheets
from handbook.exchange.delimited import as_csv, read_csv
from handbook.exchange.rows import rows
from handbook.exchange.table import data
from handbook.exchange.take import take
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.render.meanings import describe
from tests.exchange.books import (
    ROOT,
    book_of,
    cell,
    copied,
    edited,
    library_of,
    tables_of,
    taken_of,
)

RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
WORDS = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(
    ["=1+1", "+86", "-1", "@SUM(A1)", "'=x", "''=x", "\t=1", "\r", " =1", "\n=1", "'", "_x000D_",
     "_x005F_x000D_", "\x00", "\ufffe", "a\\nb", "\\", "a\nb", " ", "- a\n- b", "TRUE", "3-5"]
)  # fmt: skip
TEXT = Column("x:text", ("text",))
MANY = Column("x:asks", ("asks",), Holds("text", many=True))


@pytest.fixture(scope="module")
def shipped() -> Library:
    return build_library(load_tree(ROOT))


@pytest.fixture(scope="module")
def names(shipped: Library) -> Names:
    return Names(shipped, "zh-Hans")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_shipped_handbook_comes_back_from_a_workbook(shipped: Library, language: str) -> None:
    taken = taken_of(shipped, book_of(shipped, language))
    assert (taken.data, taken.problems) == ({}, [])


def test_the_shipped_handbook_comes_back_from_csv(shipped: Library) -> None:
    grids = [read_csv("a.csv", as_csv(table))[0][0] for table in tables_of(shipped)]
    taken = take(shipped, grids, "zh-Hans")
    assert (taken.data, taken.problems) == ({}, [])


def test_every_value_of_the_shipped_handbook_has_its_cell(shipped: Library) -> None:
    for sheet in all_sheets().values():
        for document in shipped.documents.values():
            if sheet.kind != document.KIND:
                continue
            for row in rows(sheet, document.id, data(shipped, document.id)):
                below = {"id"} | {
                    other.levels[-1].field for other in all_sheets().values() if other.levels
                }
                told = {column.path[0] for column in sheet.fields}
                if sheet.levels:
                    assert row.value.keys() - below <= told, row.keys


def test_no_cell_begins_with_what_a_spreadsheet_runs(shipped: Library) -> None:
    book = load_workbook(io.BytesIO(book_of(shipped)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for one in row:
                assert one.data_type != "f", one.coordinate
                assert not str(one.value or "").startswith(RUNS), one.coordinate
    for table in tables_of(shipped):
        for line in csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline="")):
            assert not [field for field in line if field.startswith(RUNS)]


def test_the_guide_names_choices_by_the_words_that_cells_take(names: Names) -> None:
    columns = [one for sheet in all_sheets().values() for one in sheet.fields]
    told = 0
    for column in columns:
        if column.holds.type != "choice" or column.model is None:
            continue
        field, choices = column.path[-1], column.holds.choices
        for choice, word in re.findall(r"`([\w-]+)` ([^、。]+)", describe(column.model, field)):
            assert names.word(field, choice) == word
            assert read(column, Cell(word), names) == choice
            told += 1
        assert [read(column, Cell(names.word(field, one)), names) for one in choices] == [*choices]
    assert told > 10


@given(WORDS)
def test_any_text_is_guarded_and_comes_back(text: str) -> None:
    told = guarded(escaped(text))
    assert not told.startswith(RUNS)
    assert not told.strip().startswith(RUNS[:4])
    assert unescaped(unguarded(told)) == text


@given(text=WORDS, entries=st.lists(WORDS, min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_has_one_plain_form(names: Names, text: str, entries: list[str]) -> None:
    for column, value in ((TEXT, text), (MANY, entries)):
        told = shown(column, value, names)
        form = plain(column, value).replace("\r\n", "\n").replace("\r", "\n")
        there = read(column, Cell(told), names).replace("\r\n", "\n").replace("\r", "\n")
        assert there == form
    clean = [entry for entry in entries if entry == entry.strip() and entry]
    if clean == entries:
        assert value_of(MANY, plain(MANY, entries)) == entries


SCRIPT = """\
id: SCR-03
title: 话术
version: 1.0.0
status: draft
owner: dept.service
approver: role.manager
scripts:
  - id: script.any
    title: {title}
    scene: greeting
    channels: [phone]
    purpose: {purpose}
    text: {text}
    asks: [{asks}]
    variants:
      - {{channel: phone, text: {variant}}}
changes:
  - {{version: 1.0.0, date: 2026-11-01, class: structural, summary: 新建, author: 客户服务部}}
"""
SAID = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn", "Cc", "Cf"]), min_size=1
    )
    | st.sampled_from(
        [*RUNS, "=1", "'=1", "a\nb", "a\n", " a ", "_x000D_", "\\n", "\x01", "é̄", "𠮷"]
    )
).filter(str.strip)  # a text of blanks is none


LINE = SAID.filter(lambda said: "\n" not in said)


@given(
    st.fixed_dictionaries(
        {"title": LINE} | dict.fromkeys(("purpose", "text", "asks", "variant"), SAID)
    )
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_script_comes_back_from_any_file(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]
) -> None:
    root = copied(tmp_path_factory.mktemp("any"))
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in said.items()}
    (root / SOURCES / "scripts/any.yml").write_text(SCRIPT.format(**quoted), "utf-8")
    library = library_of(root)
    assert "SCR-03" in library.documents
    taken = taken_of(library, book_of(library))
    assert (taken.data, taken.problems) == ({}, [])
    grids: list[Any] = [read_csv("a.csv", as_csv(table))[0][0] for table in tables_of(library)]
    taken = take(library, grids, "zh-Hans")
    assert (taken.data, taken.problems) == ({}, [])


def test_what_was_dropped_comes_back_whole_as_new(tmp_path: Path) -> None:
    root = copied(tmp_path)
    full = library_of(root)
    raw = book_of(full)
    path = root / SOURCES / "kpis/kpis.yml"
    text = path.read_text("utf-8")
    head, _, _ = text.partition("kpis:\n")
    path.write_text(head + "kpis:\n  - {id: kpi.other, name: 乙, definition: 丙, formula: 丁, "
                    "unit: 分, direction: higher, cycle: [daily], data_source: 戊, "
                    "owner: dept.service}\n", "utf-8")  # fmt: skip
    later = library_of(root)

    def forget(book: Any) -> None:
        cell(book["指标"], "kpi:state", "kpi.satisfaction").value = None

    taken = taken_of(later, edited(raw, forget))
    wanted = data(full, "KPI-01")["kpis"]
    assert isinstance(wanted, list)
    assert taken.data["KPI-01"]["kpis"][1:] == wanted
