"""Hostile files are refused before anything of them is opened."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from typing import Any

import pytest

from handbook.exchange.grid import MAX_ROWS
from handbook.exchange.guard import opened
from handbook.exchange.word import read_word
from handbook.exchange.workbook import read_workbook
from tests.exchange.books import book_of, copied, edited, library_of
from tests.exchange.words import word

SHEET = "xl/worksheets/sheet1.xml"
RELS = "xl/_rels/workbook.xml.rels"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{("&" + a + ";") * 10}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><a>&i;</a>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return book_of(library_of(copied(tmp_path_factory.mktemp("small"))))


def packed(raw: bytes, parts: dict[str, str | bytes], level: int = 9) -> bytes:
    """An archive with other parts in it."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def whys(raw: bytes) -> list[str]:
    grids, problems = read_workbook("a.xlsx", raw)
    assert not problems or grids == [] or problems[0].args["why"] in ("rows", "columns")
    return [f"{one.code} {one.args.get('why')}" for one in problems]


def part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def test_a_workbook_of_ours_is_read(book: bytes) -> None:
    assert whys(book) == []


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XCH01 old"),
        (b"%PDF-1.7", "XCH01 form"),
        (b"", "XCH01 form"),
        (b"PK\x03\x04" + b"x" * 90, "XCH01 broken"),
    ],
)
def test_what_is_no_workbook_is_told(raw: bytes, why: str) -> None:
    assert whys(raw) == [why]


def test_half_a_workbook_is_told(book: bytes) -> None:
    assert whys(book[: len(book) // 2]) == ["XCH01 broken"]
    damaged = bytearray(book)
    damaged[200:260] = b"\0" * 60
    assert whys(bytes(damaged)) == ["XCH01 broken"]


def test_an_archive_without_a_workbook_is_told(book: bytes) -> None:
    assert whys(packed(b"PK\x05\x06" + b"\0" * 18, {"a.xml": "<a/>"})) == ["XCH01 broken"]
    assert whys(packed(book, {"xl/workbook.xml": "<a/>"})) == ["XCH01 form"]
    assert whys(packed(book, {SHEET: "<a>"})) == ["XCH01 broken"]


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "docProps/app.xml", RELS])
@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE])
def test_entities_are_refused(book: bytes, name: str, content: str) -> None:
    assert whys(packed(book, {name: content})) == ["XCH03 entity"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("xl/vbaProject.bin", b"x", "macro"),
        ("xl/macrosheets/sheet1.xml", "<a/>", "macro"),
        ("xl/externalLinks/externalLink1.xml", "<a/>", "link"),
        ("xl/embeddings/oleObject1.bin", b"x", "embedded"),
        ("xl/activeX/activeX1.xml", "<a/>", "embedded"),
    ],
)
def test_what_acts_by_itself_is_refused(
    book: bytes, name: str, content: str | bytes, why: str
) -> None:
    assert whys(packed(book, {name: content})) == [f"XCH03 {why}"]


def test_macros_and_links_are_known_by_their_declarations_too(book: bytes) -> None:
    types = part(book, "[Content_Types].xml").replace("sheet.main", "sheet.macroEnabled.main")
    assert whys(packed(book, {"[Content_Types].xml": types})) == ["XCH03 macro"]
    rels = part(book, RELS).replace(
        "</Relationships>",
        '<Relationship Id="x" TargetMode="External" Target="http://example.com/a.xlsx" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>',
    )
    assert whys(packed(book, {RELS: rels})) == ["XCH03 link"]


def test_a_link_is_named(book: bytes) -> None:
    links = "".join(
        f'<Relationship Id="x{name}" TargetMode="External" Target="file:///C:/{name}.xlsx" Type="'
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/>'
        for name in "ab"
    )
    rels = part(book, RELS).replace("</Relationships>", f"{links}</Relationships>")
    _, problems = read_workbook("a.xlsx", packed(book, {RELS: rels}))
    assert [one.args.get("value") for one in problems] == ["file:///C:/a.xlsx"]


def test_a_bomb_is_refused_soon_and_in_little_memory(book: bytes) -> None:
    raw = packed(book, {"xl/media/image1.png": b"\0" * 40_000_000})
    assert len(raw) < 1_000_000
    tracemalloc.start()
    assert whys(raw) == ["XCH02 bomb"]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused(book: bytes) -> None:
    raw = bytearray(packed(book, {"xl/media/a.png": b"\0" * 30_000_000}))
    real = (30_000_000).to_bytes(4, "little")
    at = raw.find(real)
    while at >= 0:
        raw[at : at + 4] = (1000).to_bytes(4, "little")
        at = raw.find(real)
    assert whys(bytes(raw)) in (["XCH02 bomb"], ["XCH01 broken"])


def test_parts_that_lie_in_one_another_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", bytes(range(256)) * 400)
        first = archive.infolist()[0]
        for number in range(30):
            twin = zipfile.ZipInfo(f"b{number}.png")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, name, getattr(first, name))
            archive.filelist.append(twin)
    assert whys(stream.getvalue()) == ["XCH02 bomb"]


def test_an_encrypted_archive_is_told(book: bytes) -> None:
    raw = bytearray(book)
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    assert whys(bytes(raw)) == ["XCH01 old"]


def test_ten_thousand_rows_are_read_and_more_than_that_are_bounded(book: bytes) -> None:
    def rows(count: int) -> bytes:
        head = '<row r="1"><c r="A1" t="inlineStr"><is><t>kpi:id</t></is></c></row>'
        body = "".join(
            f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>kpi.a{n}</t></is></c></row>'
            for n in range(2, count)
        )
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        sheet = f"<worksheet {space}><sheetData>{head}{body}</sheetData></worksheet>"
        return packed(book, {"xl/worksheets/sheet2.xml": sheet})

    assert whys(rows(10_001)) == []
    assert whys(rows(MAX_ROWS + 100)) == ["XCH02 rows"]


def test_a_cell_at_the_far_corner_costs_nothing(book: bytes) -> None:
    def change(opened: object) -> None:
        opened["指标"]["A1048576"] = "x"  # type: ignore[index]

    assert whys(edited(book, change)) == []
    sheet = part(book, "xl/worksheets/sheet2.xml").replace(
        "</row>", '<c r="XFD1"><v>1</v></c></row>', 1
    )
    assert whys(packed(book, {"xl/worksheets/sheet2.xml": sheet})) == ["XCH02 columns"]


def test_word_files_pass_the_same_guard() -> None:
    raw = packed(b"PK\x05\x06" + b"\0" * 18, {"word/document.xml": LAUGHS})
    outline, problems = read_word("a.docx", raw)
    assert outline is None
    assert [one.args["why"] for one in problems] == ["entity"]
    outline, problems = read_word("a.docx", packed(b"PK\x05\x06" + b"\0" * 18, {"a.xml": "<a/>"}))
    assert outline is None
    assert [one.args["why"] for one in problems] == ["broken"]


def test_templates_and_embedded_drawings_of_word_do_nothing() -> None:
    def fill(document: Any) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        settings = document.part.part_related_by(f"{kind}/settings")
        settings.relate_to("file:///C:/a.dotm", f"{kind}/attachedTemplate", is_external=True)

    raw = packed(word(fill), {"word/embeddings/a.bin": b"x"})
    assert read_word("a.docx", raw)[1] == []
    _, problems = opened("a.xlsx", raw, lambda _: None)
    assert {str(one.args["why"]) for one in problems} == {"embedded"}
    acting = packed(raw, {"word/activeX/a.xml": "<a/>", "word/vbaProject.bin": b"x"})
    found = {str(one.args["why"]) for one in read_word("a.docx", acting)[1]}
    assert found == {"macro", "embedded"}


@pytest.mark.parametrize("depth", [300, 5000])
def test_elements_in_one_another_beyond_what_libraries_bear_are_told(
    book: bytes, depth: int
) -> None:
    def within(name: str) -> str:
        return f"<{name}>" * depth + f"</{name}>" * depth

    styles = part(book, "xl/styles.xml").replace("</styleSheet>", f"{within('x')}</styleSheet>")
    assert whys(packed(book, {"xl/styles.xml": styles})) == ["XCH01 broken"]
    raw = word(lambda _: None)
    body = part(raw, "word/document.xml").replace("<w:body>", f"<w:body>{within('w:sdt')}")
    outline, problems = read_word("a.docx", packed(raw, {"word/document.xml": body}))
    assert outline is None
    assert [one.args["why"] for one in problems] == ["broken"]


@pytest.mark.parametrize("error", [RecursionError, MemoryError, AssertionError, SyntaxError])
def test_whatever_a_library_of_others_raises_is_told(
    book: bytes, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error("a" * 500)

    monkeypatch.setattr("handbook.exchange.workbook.load_workbook", fails)
    monkeypatch.setattr("docx.Document", fails)
    found = [read_workbook("a.xlsx", book)[1], read_word("a.docx", book)[1]]
    for (problem,) in found:
        assert (problem.code, problem.args["why"]) == ("XCH01", "broken")
        assert len(str(problem.args["detail"])) == 120
