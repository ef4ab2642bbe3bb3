"""``handbook export`` and ``import`` as an owner runs them."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copytree

import docx
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from handbook.cli import main
from tests.exchange.books import cell, copied
from tests.site.conftest import SMALL


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copied(tmp_path))
    return tmp_path


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    assert "Traceback" not in result.output
    return result


def change(file: str, column: str, value: object) -> None:
    book = load_workbook(file)
    cell(book["指标"], column, "kpi.satisfaction").value = value
    book.save(file)


def test_a_change_is_shown_first_and_written_when_asked(root: Path) -> None:
    source = root / "sop_sources/kpis/kpis.yml"
    before = source.read_text("utf-8")
    assert run("export", "kpis").exit_code == 0
    assert run("import", "kpis.xlsx").exit_code == 0
    change("kpis.xlsx", "kpi:target", 4.9)
    shown = run("import", "kpis.xlsx")
    assert shown.exit_code == 0
    assert "4.8" in shown.output
    assert "4.9" in shown.output
    assert source.read_text("utf-8") == before
    assert run("import", "kpis.xlsx", "--write").exit_code == 0
    assert source.read_text("utf-8") == before.replace("4.8 ", "4.9 ")


def test_what_changes_no_meaning_is_shown_too(root: Path) -> None:
    source = root / "sop_sources/kpis/kpis.yml"
    run("export", "kpis")
    change("kpis.xlsx", "kpi:asks", "多少分算满意")
    alone = run("import", "kpis.xlsx").output
    assert "意思没有变化" in alone
    assert "另有 1 处不改变意思" in alone
    assert "+ 多少分算满意" in alone
    change("kpis.xlsx", "kpi:note", "只看本月")
    shown = run("import", "kpis.xlsx").output
    assert shown.count("+ 多少分算满意") == 1
    assert shown.count("+ 只看本月") == 1
    change("kpis.xlsx", "kpi:note", None)
    written = run("import", "kpis.xlsx", "--write").output
    assert "多少分算满意" in source.read_text("utf-8")
    assert "handbook bump" not in written


def test_a_mistake_is_told_and_nothing_is_written(root: Path) -> None:
    source = root / "sop_sources/kpis/kpis.yml"
    before = source.read_text("utf-8")
    run("export", "kpis")
    change("kpis.xlsx", "kpi:target", "=1")
    result = run("import", "kpis.xlsx", "--write")
    assert result.exit_code == 1
    assert "XCH04" in result.output
    assert "kpis.xlsx › 指标!K3" in result.output
    assert source.read_text("utf-8") == before


def test_a_file_that_is_there_is_not_replaced_unasked(root: Path) -> None:
    assert run("export", "phrases", "-o", "a.csv").exit_code == 0
    assert run("export", "phrases", "-o", "a.csv").exit_code == 1
    assert run("export", "phrases", "-o", "a.csv", "--force").exit_code == 0
    assert run("import", "a.csv").exit_code == 0


def test_a_kind_without_documents_goes_out_as_a_template(root: Path) -> None:
    (root / "sop_sources/kpis/kpis.yml").unlink()
    told = run("export", "kpis")
    assert told.exit_code == 0
    assert "handbook new kpis" in told.output
    sheet = load_workbook("kpis.xlsx")["指标"]
    assert [one.value for one in sheet[2]][:3] == ["文件编号", "编号", "名称"]
    assert sheet.max_row == 2
    assert "handbook new" not in run("export", "scripts").output


def test_a_scorecard_has_the_words_of_its_page_and_is_read_with_those_it_had(root: Path) -> None:
    run("export", "scorecard")
    book = load_workbook("scorecard.xlsx")
    (head,) = [one for sheet in book for one in sheet[2] if one.value == "扣分规则"]
    head.value = "做法"
    cell(head.parent, "qa:how", "qa.polite").value = "每处扣两分"
    book.save("scorecard.xlsx")
    told = run("import", "scorecard.xlsx")
    assert told.exit_code == 0
    assert "用语礼貌 › 扣分规则" in told.output


def test_of_forms_it_is_told_how_many_there_are(root: Path) -> None:
    copytree(SMALL / "sop_sources/forms", root / "sop_sources/forms")
    assert run("export", "FRM-01").output == "1 张表单 -> FRM-01.xlsx\n"


@pytest.mark.parametrize(
    ("what", "told"),
    [("Nonsense", "「Nonsense」；能导出的有"), ("SCR-9", "「SCR-9」；相近的有：SCR-"),
     ("kpi", "「kpi」；相近的有：kpis"), ("SOP-RET-01", "没有可以导出的内容")],
)  # fmt: skip
def test_what_cannot_go_out_is_told(root: Path, what: str, told: str) -> None:
    result = run("export", what)
    assert result.exit_code == 1
    assert told in result.output


@pytest.mark.parametrize(
    "args",
    [["a.doc"], ["a.xls"], ["a"], ["a.csv", "--format", "xlsx"], ["a.xlsx", "--format", "csv"]],
)
def test_a_file_whose_name_says_something_else_is_not_written(root: Path, args: list[str]) -> None:
    told = run("export", "scripts", "-o", *args)
    assert told.exit_code == 2
    assert "只能写成" in told.output
    assert not (root / args[0]).exists()


@pytest.mark.parametrize("name", ["none.xlsx", "a.pdf", "none.docx", "a.doc"])
def test_what_cannot_come_in_is_told(root: Path, name: str) -> None:
    (root / "a.pdf").write_bytes(b"%PDF")
    (root / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    result = run("import", name)
    assert result.exit_code == 1
    assert "XCH01" in result.output


def test_a_file_that_is_not_there_is_told_in_the_language_of_the_handbook(root: Path) -> None:
    for name in ("none.xlsx", "none.docx"):
        told = run("import", name).output
        assert "没有这个文件" in told
        assert "No such file" not in told


def test_a_file_that_may_not_be_opened_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.csv").touch()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "没有权限打开这个文件" in run("import", "a.csv").output


def test_a_word_file_becomes_a_draft(root: Path) -> None:
    document = docx.Document()
    for line in ("退款", "1. 受理申请", "2. 打款给客户"):
        document.add_paragraph(line)
    document.save("a.docx")
    assert "do: 受理申请" in run("import", "a.docx").output
    assert not (root / "sop_sources/sops/SOP-NEW-01.yml").exists()
    assert run("import", "a.docx", "--write").exit_code == 0
    draft = root / "sop_sources/sops/SOP-NEW-01.yml"
    assert run("check").exit_code == 0
    approved = draft.read_text("utf-8").replace("draft", "approved\neffective: 2027-01-01")
    draft.write_text(approved, "utf-8")
    told = run("release", "SOP-NEW-01", "--approver", "role.manager")
    assert told.exit_code == 1
    assert "「待填写」表示这里还没有写完" in told.output


def test_only_files_are_read(root: Path) -> None:
    os.mkfifo("pipe.csv")
    Path("folder.csv").mkdir()
    Path("zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "folder.csv", "zero.csv"):
        told = run("import", name)
        assert told.exit_code == 1
        assert "XCH01" in told.output


def test_an_empty_file_is_no_answer(root: Path) -> None:
    Workbook().save("empty.xlsx")
    Path("empty.csv").touch()
    for name in ("empty.xlsx", "empty.csv"):
        told = run("import", name)
        assert told.exit_code == 1
        assert "XCH01" in told.output
