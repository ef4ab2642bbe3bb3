"""CSV as offices save it: encodings, signs between fields, line ends, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.exchange.delimited import as_csv, read_csv
from handbook.exchange.grid import MAX_COLUMNS, MAX_ROWS
from handbook.exchange.take import take
from handbook.model.library import Library
from tests.exchange.books import copied, library_of, tables_of


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(copied(tmp_path_factory.mktemp("small")))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_file_is_read_however_it_was_saved(library: Library, encoding: str, sign: str) -> None:
    for table in tables_of(library):
        text = as_csv(table).decode("utf-8-sig").replace('","', f'"{sign}"')
        for ending in ("\r\n", "\n"):
            grids, problems = read_csv("a.csv", text.replace("\r\n", ending).encode(encoding))
            assert problems == []
            taken = take(library, grids, "zh-Hans")
            assert (taken.data, taken.problems) == ({}, [])


def test_it_goes_out_with_a_mark_and_the_line_ends_of_windows(library: Library) -> None:
    raw = as_csv(tables_of(library)[0])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")


@pytest.mark.parametrize("raw", [b"\xff\xff\xff", b"ab\0", "中".encode("big5") + b"\xff"])
def test_what_is_no_text_is_told(raw: bytes) -> None:
    grids, problems = read_csv("a.csv", raw)
    assert [one.code for one in problems] == ["XCH01"]
    assert grids == []


def test_too_many_rows_columns_or_signs_are_told() -> None:
    rows = b"kpi:id\n" + b"kpi.a\n" * (MAX_ROWS + 5)
    assert [one.args["why"] for one in read_csv("a.csv", rows)[1]] == ["rows"]
    columns = b"," * (MAX_COLUMNS + 5)
    assert [one.args["why"] for one in read_csv("a.csv", columns)[1]] == ["columns"]
    field = b'"' + b"x" * 1_000_001 + b'"'
    assert [one.args["why"] for one in read_csv("a.csv", field)[1]] == ["broken"]


def test_an_empty_file_says_nothing() -> None:
    assert [
        one.code for one in read_csv("a.csv", "Don’t be naïve".encode("cp1252"), chinese=False)[1]
    ] == ["XCH01"]
    assert read_csv("a.csv", b"") == ([read_csv("a.csv", b"")[0][0]], [])


def test_no_spreadsheet_takes_the_state_of_a_row_for_a_number(library: Library) -> None:
    states = [str(row[-1]) for table in tables_of(library) for row in table.rows]
    assert all(one.startswith("s") for one in states)


def test_a_state_of_a_former_export_is_known(tmp_path: Path) -> None:
    root = copied(tmp_path)
    table = next(one for one in tables_of(library_of(root)) if one.sheet.name == "kpi")
    former = as_csv(table).replace(
        f'"{table.rows[0][-1]}"'.encode(),
        b'"%s"' % str(table.rows[0][-1]).removeprefix("s").encode(),
    )
    path = root / "sop_sources/kpis/kpis.yml"
    path.write_text(path.read_text("utf-8").replace("target: 4.8", "target: 4.6"), "utf-8")
    taken = take(library_of(root), read_csv("a.csv", former)[0], "zh-Hans")
    assert (taken.data, taken.problems, taken.kept) == ({}, [], 1)
