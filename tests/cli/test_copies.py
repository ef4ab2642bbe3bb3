"""Copies of cards for two shops, from the first print to the exchange, in a real repository."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from click.testing import CliRunner
from page import validate_pdf_bytes
from PIL import Image

from handbook.cli import copies, main
from handbook.cli.copies import file_name
from handbook.press.layout import Order
from handbook.press.presses import Presses
from handbook.render.view import Book
from tests.desk import HANDBOOK, Project
from tests.repository import begin, commit, git, run

CARD = """\
id: {id}
title: {title}
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
layout: {layout}
size: A5
faces:
  - {{title: {title}, show: [{show}]}}
changes:
  - version: 1.0.0
    date: 2026-01-02
    class: structural
    summary: 新建
    author: 流程组
    approved: {{by: role.director, on: 2026-01-05}}
"""
MANUAL = """\
id: MAN-01
title: 客服手册
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
parts:
  - {title: 流程, include: ["kind:sop"]}
changes:
  - {version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组}
"""
SITE = "site: https://handbook.example.com/\nprint_expiry: 90 days\n"
REGISTER = "sop_sources/history/copies/CARD-01.jsonl"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path / "work")
    project.write("handbook.yml", HANDBOOK + SITE)
    cards = (("CARD-01", "时限卡", "service-levels", "sla.reply"),
             ("CARD-02", "流程卡", "swimlane", "SOP-RET-01"))  # fmt: skip
    for id_, title, layout, show in cards:
        text = CARD.format(id=id_, title=title, layout=layout, show=show)
        project.write(f"cards/{id_}.yml", text)
    project.release()
    begin(project.root, monkeypatch)
    return project


def issue(holder: str, count: int, *ids: str) -> None:
    run("print", *ids, "--copies", str(count), "--holder", holder, "-o", "out")


def codes(path: Path, tmp: Path) -> set[str]:
    """The codes on the pages of a PDF, at 150 dpi."""
    subprocess.run(["pdftoppm", "-r", "150", "-png", path, tmp / "page"], check=True)
    pages = [Image.open(page) for page in sorted(tmp.glob("page*.png"))]
    return {code.text for page in pages for code in zxingcpp.read_barcodes(page)}


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
    return done.stdout.decode()


def test_copies_bear_their_number_and_are_noted(project: Project, tmp_path: Path) -> None:
    issue("门店A", 2, "CARD-01", "card-02")
    sheet = project.root / "out/门店A-148x210-A4.pdf"
    said = text(sheet)
    assert "受控副本 01/02 · 门店 A" in said
    assert "受控副本 02/02 · 门店 A" in said
    found = codes(sheet, tmp_path)
    assert {address.partition("&c=")[2] for address in found} == {"1", "2"}
    assert {address.partition("id=")[2][:7] for address in found} == {"CARD-01", "CARD-02"}
    line = json.loads((project.root / REGISTER).read_text("utf-8"))
    told = {name: line[name] for name in ("holder", "first", "last", "version", "size", "by")}
    assert told == {
        "holder": "门店A", "first": 1, "last": 2, "version": "1.0.0", "size": "A5", "by": "陈",
    }  # fmt: skip
    assert f"d={line['digest']}" in "".join(found)
    assert "第 1-2 号" in run("copies").output
    assert "PRT07" not in run("check").output


@pytest.mark.slow
@pytest.mark.parametrize("ways", [("--grey",), ("--booklet",)], ids=" ".join)
def test_copies_of_a_manual_can_be_kept_for_long(project: Project, ways: tuple[str, ...]) -> None:
    project.write("manuals/MAN-01.yml", MANUAL)
    project.release()
    commit(project.root, "manual")
    holder = ("--copies", "2", "--holder", "门店A", "-o", "out")
    run("print", "MAN-01", *holder, "--pdfa", *ways)
    copies = sorted((project.root / "out").glob("*.pdf"))
    assert len(copies) == 2
    for number, copy in enumerate(copies, 1):
        assert f"受控副本 0{number}/02 · 门店A" in text(copy)
        for profile in ("2u", "ua1"):
            report = validate_pdf_bytes(copy.read_bytes(), profile=profile)
            assert [failure.message for failure in report.failures] == []


@pytest.mark.slow
def test_only_what_changed_is_printed_anew(project: Project) -> None:
    issue("门店A", 2, "CARD-01", "CARD-02")
    issue("门店B", 1, "CARD-02")
    commit(project.root, "print")
    assert "不用换发" in run("reprint").output
    git(project.root, "switch", "-q", "-c", "branch")
    project.edit("detail: 问清订单号，再登记。", "detail: 问清订单号和姓名，再登记。")
    run("bump", "SOP-RET-01", "-m", "问清姓名")
    run("release", "--approver", "role.director")
    assert "不用换发" in run("reprint").output  # the card's diagram does not show it
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短")
    run("release", "--approver", "role.director")
    project.edit("do: 登记退货", "do: 登记退货和原因")
    run("bump", "SOP-RET-01", "-m", "登记原因")
    run("release", "--approver", "role.director")
    told = json.loads(run("impact", "--base", "main", "--format", "json").output)
    held = {(one["holder"], one["piece"]["id"]): one["numbers"] for one in told["held"]}
    assert held == {("门店A", "CARD-01"): [1, 2], ("门店A", "CARD-02"): [1, 2],
                    ("门店B", "CARD-02"): [3]}  # fmt: skip
    assert "门店B：CARD-02 流程卡  第 3 号" in run("impact", "--base", "main").output
    listed = run("reprint", "--holder", "门店A").output.splitlines()
    assert listed[0] == "门店A"
    assert {line.split()[1] for line in listed[1:]} == {"CARD-01", "CARD-02"}
    assert re.search(r"版本 1\.0\.0，摘要码 [0-9a-f]{8} → [0-9a-f]{8}$", listed[1])
    run("reprint", "--holder", "门店A", "-o", "new")
    files = {path.name for path in (project.root / "new").iterdir()}
    assert files == {"门店A-148x210-A4.pdf", "门店A-清单.pdf"}
    cards = text(project.root / "new/门店A-148x210-A4.pdf")
    assert "受控副本 03/04 · 门店 A" in cards
    # The old ones have the same version: only their numbers tell them apart.
    assert set(re.findall(r"替换第 (\d+) 号副本，旧卡请销毁", cards)) == {"1", "2"}
    lists = text(project.root / "new/门店A-清单.pdf")
    assert "换发清单" in lists
    assert "销毁清单" in lists
    assert len(set(re.findall(r"\b[0-9a-f]{8}\b", lists))) == 4, "of one version, told apart"
    assert "待销毁" in run("reprint", "--holder", "门店A").output
    # What is to be struck off a holder needs no numbers, and is never what is worked by.
    assert "手里没有要收回" in run("copies", "--destroyed", "--holder", "门店B", status=1).output
    one = run("copies", "--destroyed", "card-01", "--holder", "门店A").output
    assert one == "已登记销毁 2 份：CARD-01:1-2\n"
    rest = run("copies", "--destroyed", "--holder", "门店A").output
    assert rest == "已登记销毁 2 份：CARD-02:1-2\n"
    assert "CARD-01:3" in run("copies", "--returned", "CARD-01:3").output
    assert "CARD-01" not in run("reprint").output
    assert "已经销毁" in run("copies", "--returned", "CARD-01:1", status=1).output
    assert "PRT07" not in run("check").output


@pytest.mark.slow
def test_a_stock_sheet_has_a_code_for_each_version(project: Project, tmp_path: Path) -> None:
    issue("门店A", 3, "CARD-01", "CARD-02")
    run("copies", "--lost", "CARD-01:2")
    run("reprint", "--stock-check", "-o", "stock")
    sheet = project.root / "stock/门店A-盘点表.pdf"
    assert len(codes(sheet, tmp_path)) == 2
    said = text(sheet)
    assert "副本盘点表" in said
    with pikepdf.open(sheet) as pdf:
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("print", "CARD-01", "--copies", "2"), "--holder"),
        (("print", "CARD-09", "--copies", "2", "--holder", "A"), "CARD-09"),
        (("print", "CARD-01", "--copies", "2", "--holder", "A\u202e"), "持有人"),
        (("print", "CARD-01", "--copies", "2", "--holder", "A", "--size", "A3"), "A3"),
        (("print", "CARD-01", "--copies", "2", "--holder", "很长很长的门店名称" * 4), "毫米"),
        (("copies", "--destroyed", "CARD-01:1"), "CARD-01:1"),
        (("copies", "--destroyed", "CARD-01"), "CARD-03:7"),
        (("copies", "--destroyed"), "是哪些副本"),
        (("copies", "--destroyed", "--lost", "CARD-01:1"), "--destroyed --lost 只能写一个"),
        (("print", "MAN-01", "--booklet", "--crop"), "--booklet --crop 只能写一个"),
        (("copies", "--holder", "门店Z"), "门店Z"),
        (("copies", "CARD-77"), "没有现行的指引卡或手册「CARD-77」"),
        (("copies", "CARD-02"), "还没有发放过 CARD-02 的副本"),
        (("print", "CARD-01"), "CARD-01 不是手册：要印的 PDF"),
        (("print", "MAN-77"), "没有生效的手册「MAN-77」"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_noted(
    project: Project, arguments: tuple[str, ...], told: str
) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert told in result.output
    assert not (project.root / REGISTER).exists()


def test_a_file_of_other_numbers_is_not_written_over(project: Project) -> None:
    issue("门店A", 1, "CARD-01")
    sheet = project.root / "out/门店A-148x210-A4.pdf"
    before = sheet.read_bytes(), (project.root / REGISTER).read_bytes()
    again = ("print", "CARD-01", "--copies", "1", "--holder", "门店A", "-o")
    assert "已经存在" in run(*again, "out", status=1).output
    assert (sheet.read_bytes(), (project.root / REGISTER).read_bytes()) == before
    run(*again, "new")
    assert "第 1-2 号" in run("copies").output


@pytest.mark.parametrize(
    ("holder", "name"),
    [("仓/一", "仓／一"), ("仓:一", "仓：一"), ("门店 A", "门店 A"), ("..", "．."), ("a_b", "a_b")],
)
def test_each_holder_has_files_of_its_own(holder: str, name: str) -> None:
    assert file_name(holder) == name


def test_a_holder_is_one_however_the_name_is_typed(project: Project) -> None:
    issue("店D", 1, "CARD-01")
    run("print", "CARD-01", "--copies", "1", "--holder", "店ｄ", "-o", "new")
    assert run("copies").output.splitlines()[0::2] == ["店D"]
    assert "第 1-2 号" in run("copies", "--holder", "店Ｄ").output


def test_what_became_of_copies_is_noted_once_and_listed(project: Project) -> None:
    issue("门店A", 4, "CARD-01")
    issue("门店B", 1, "CARD-01")
    told = run("copies", "--returned", "CARD-01:3", "--holder", "门店B", status=1)
    assert "发给了门店A" in told.output
    assert "收回 1 份：CARD-01:2\n" in run("copies", "--returned", "CARD-01:2", "CARD-01:2").output
    run("copies", "--lost", "CARD-01:4", "--holder", "门店A")
    assert "已经登记为遗失" in run("copies", "--lost", "CARD-01:4", status=1).output
    assert "第 1 3 号" in run("copies", "card-01").output
    assert "遗失（" in run("copies", "CARD-01:4").output
    every = run("copies", "--all").output
    assert every.count("2026-03-02 发放：陈") == 4
    assert set(re.findall(r"第 (.+) 号.*  (\S+)", every)) == {
        ("1 3", "有效"), ("4", "遗失（2026-03-02）"), ("2", "已收回（2026-03-02）"), ("5", "有效"),
    }  # fmt: skip
    run("copies", "--destroyed", "CARD-01:4")  # it turned up
    assert "已经销毁" in run("copies", "--returned", "CARD-01:4", status=1).output
    assert "PRT07" not in run("check").output


def test_a_manual_is_printed_anew_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Order] = []

    def printed(_: Presses, _book: Book, order: Order, folder: Path) -> Path:
        made.append(order)
        (folder / order.file).touch()
        return folder / order.file

    monkeypatch.setattr(Presses, "manual", printed)
    monkeypatch.setattr(copies, "numbered_manual", lambda *_: [b""])
    project.write("manuals/MAN-01.yml", MANUAL + "variants:\n  - {name: pocket, paper: A5}\n")
    project.release()
    ways = ("", "--paper A5 --booklet", "--duplex --grey", "--variant pocket")
    for number, way in enumerate(ways):
        holder = ("--copies", "1", "--holder", f"店{number}", "-o", "out")
        run("print", "MAN-01", *holder, *way.split())
    told = run("copies", "MAN-01").output
    assert ".pdf" not in told
    assert all(one in told for one in (" A4 ", " A5-booklet ", " A4-duplex-grey ", " pocket "))
    project.edit("detail: 问清订单号，再登记。", "detail: 问清订单号和姓名，再登记。")
    run("bump", "SOP-RET-01", "-m", "问清姓名")
    run("release", "--approver", "role.director")
    run("reprint", "--manuals", "-o", "new")
    names = ["MAN-01-a4.pdf", "MAN-01-a5-booklet.pdf", "MAN-01-a4-duplex-grey.pdf",
             "MAN-01-pocket.pdf"]  # fmt: skip
    assert [order.file for order in made] == names * 2
    assert [order.finish for order in made[:4]] == [order.finish for order in made[4:]]
    assert [order.layout for order in made[:4]] == [order.layout for order in made[4:]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("copies", "--lost", "--returned", "CARD-01:1"),
        ("copies", "--lost", "CARD-01:1", "--all"),
        ("copies", "--by", "陈"),
        ("print", "MAN-01", "--variant", "pocket", "--duplex"),
        ("print", "MAN-01", "--variant", "pocket", "--paper", "A4"),
        ("print", "MAN-01", "--booklet", "--crop"),
        ("print", "MAN-01", "--sheet", "A4"),
        ("print", "MAN-01", "--size", "A5", "--by", "陈"),
        ("reprint", "--stock-check", "--manuals"),
        ("reprint", "--stock-check", "--sheet", "none"),
        ("diff", "SOP-RET-01", "--base", "HEAD"),
        ("diff", "SOP-RET-01", "1.0.0..2.0.0", "--base", "HEAD"),
    ],
    ids=" ".join,
)
def test_an_option_that_would_do_nothing_is_refused(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "--" in result.output.splitlines()[-1]


def test_a_register_changed_by_hand_is_an_error_and_written_on_no_more(project: Project) -> None:
    issue("门店A", 2, "CARD-01")
    commit(project.root, "print")
    path = project.root / REGISTER
    path.write_text(path.read_text("utf-8").replace("门店A", "门店B"), "utf-8")
    assert "PRT07" in run("check", status=1).output
    assert "handbook check" in run("copies", "--lost", "CARD-01:1", status=1).output
    path.unlink()
    assert "PRT07" in run("check", "--base", "HEAD", status=1).output


def test_copies_printed_ahead_wait_for_their_day(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue("门店A", 1, "CARD-01")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", "2026-03-01", id_="SLA-01", effective="2026-03-20")
    project.release("2026-03-02")
    run(
        "print",
        "CARD-01",
        "--as-of",
        "2026-03-20",
        "--copies",
        "2",
        "--holder",
        "门店B",
        "-o",
        "out",
    )
    noted = (project.root / REGISTER).read_text("utf-8").splitlines()
    assert [json.loads(line)["on"] for line in noted] == ["2026-03-02", "2026-03-02"]
    assert "不用换发" in run("reprint").output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774008000")  # 2026-03-20
    late = run("reprint").output
    assert "门店A" in late
    assert "门店B" not in late
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772452800")
    project.edit("limit: 20 min", "limit: 30 min", "SLA-01")  # withdrawn
    project.revise("1.2.0", "2026-03-02", id_="SLA-01", effective="2026-03-20")
    project.release("2026-03-02")
    early = run("reprint").output
    assert "门店A" not in early
    assert "门店B" in early


def test_copies_are_valid_till_the_eve_of_what_will_change_on_them(project: Project) -> None:
    project.edit("summary: 接待客户", "summary: 接待来客", "ROLE-01")
    project.revise("1.1.0", "2026-03-01", id_="ROLE-01", effective="2026-03-10")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", "2026-03-01", id_="SLA-01", effective="2026-03-20")
    project.release("2026-03-02")
    issue("门店A", 1, "CARD-01")
    [line] = (project.root / REGISTER).read_text("utf-8").splitlines()
    assert json.loads(line)["until"] == "2026-03-19"


def test_copies_that_have_expired_are_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue("门店A", 2, "CARD-01")
    assert "PRT08" not in run("check").output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1788177600")  # 2026-08-31
    assert "门店A手里的 CARD-01 第 1-2 号" in run("check").output
    assert "不用换发" in run("reprint").output
    assert "CARD-01" in run("reprint", "--expired").output
