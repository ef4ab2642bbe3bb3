"""Fixes change what they point at, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.check.mend import mend, patch
from handbook.diagnostics import Diagnostic, Severity
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.source import Span

HERE = Path(__file__).parent
FILE = "sop_sources/sops/SOP-ASK-01.yml"
SOURCE = """\
# 流程，注释里的,和(括号)不动
id: SOP-ASK-01
title: 答复咨询
version: 1.0.0
status: draft
owner: dept.service
approver: role.manager
purpose: "他说:\\u201c好\\u201d, 就办"   # 行尾注释,不动
trigger: 客户来电,或来信
steps:
  - {id: a, do: 答复(先听), who: role.agent}
  - id: b
    do: 结束
    who: role.agent
    detail: >-
      第一行,
      第二行...再说
changes:
  - {version: 1.0.0, date: 2026-11-01, class: structural, summary: 新建, author: 客户服务部}
"""
# What an escape or a folded line hides from an exact search is left to a person.
MENDED = (
    SOURCE.replace("来电,或", "来电，或")
    .replace("答复(先听)", "答复（先听）")
    .replace("第二行...再说", "第二行……再说")
)


def project(tmp_path: Path, source: str) -> Path:
    shutil.copytree(HERE / "base/sop_sources", tmp_path / "sop_sources")
    (tmp_path / FILE).write_bytes(source.encode())
    return tmp_path


def rounds(root: Path, most: int = 5) -> str:
    """Mend until nothing is left that can be."""
    for _ in range(most):
        findings = check(build_library(load_tree(root)), date(2026, 12, 1))
        text = (root / FILE).read_bytes().decode()
        mended = mend(findings, {FILE: text})
        if not mended:
            return text
        (root / FILE).write_bytes(mended[0].after.encode())
    raise AssertionError


def test_comments_layout_and_quotes_stay_as_they_are(tmp_path: Path) -> None:
    assert rounds(project(tmp_path, SOURCE)) == MENDED


def test_a_reference_in_chinese_brackets_gets_those_that_it_needs(tmp_path: Path) -> None:
    written = SOURCE.replace("来电,或来信", "见【【SOP-RET-01】】、［［ SOP-RET-01｜退货］］")
    meant = MENDED.replace("来电，或来信", "见[[SOP-RET-01]]、[[SOP-RET-01|退货]]")
    assert rounds(project(tmp_path, written)) == meant


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_the_mark_at_the_head_stay(tmp_path: Path, end: str) -> None:
    before = "\ufeff" + SOURCE.replace("\n", end)
    after = rounds(project(tmp_path, before))
    assert after.startswith("\ufeff")
    assert after.count(end) == before.count(end)
    assert "来电，或" in after


@pytest.mark.parametrize("case", sorted((HERE / "fixtures").glob("WRD*/bad")), ids=str)
def test_what_is_mended_has_nothing_left_to_mend(case: Path, tmp_path: Path) -> None:
    shutil.copytree(HERE / "base/sop_sources", tmp_path / "sop_sources")
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    for _ in range(5):
        findings = check(build_library(load_tree(tmp_path)), date(2026, 12, 1))
        assert not [one for one in findings if one.code.startswith("FMT")]
        texts = {one.span.file: (tmp_path / one.span.file).read_text("utf-8") for one in findings}
        mended = mend(findings, texts)
        for one in mended:
            (tmp_path / one.file).write_text(one.after, "utf-8")
        if not mended:
            return
    raise AssertionError


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_pasted_from_a_sheet_becomes_one(tmp_path: Path, end: str) -> None:
    head, _, tail = SOURCE.partition("    detail: >-\n")
    _, _, tail = tail.partition("再说\n")
    pasted = (
        f"{head}    detail: |\n      各级：\n\n      等级\t时限\n      \t1 天\n      末\n{tail}"
    )
    table = "| 等级 | 时限 |\n      | --- | --- |\n      |  | 1 天 |\n\n"
    meant = pasted.replace("等级\t时限\n      \t1 天\n", table)
    for before, after in (("来电,或", "来电，或"), ("答复(先听)", "答复（先听）")):
        meant = meant.replace(before, after)
    assert rounds(project(tmp_path, pasted.replace("\n", end))) == meant.replace("\n", end)


def test_headings_typed_with_chinese_keys_are_mended(tmp_path: Path) -> None:
    shutil.copytree(HERE / "base/sop_sources", tmp_path / "sop_sources")
    shutil.copytree(HERE / "fixtures/FMT11/bad-headings", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "sop_sources/policies/POL-A-01.md"
    source = path.read_text("utf-8")
    findings = check(build_library(load_tree(tmp_path)), date(2026, 12, 1))
    (mended,) = mend(findings, {"sop_sources/policies/POL-A-01.md": source})
    heads = [row for row in mended.after.split("\n") if row.startswith(("## ", "### "))]
    assert heads == [
        "## 总则 {#general}",
        "### 目的 {#purpose}",
        "### 范围 {#scope}",
        "### 第三条线索 {#contact}",
        "## 附则 {#last}",
        "### 解释 {#meaning}",
    ]


def fix(line: int, start: int, end: int, new: str) -> Diagnostic:
    return Diagnostic(Span("a.yml", line, start, line, end), Severity.NOTE, "WRD07", "", fix=new)


def test_fixes_that_touch_each_other_wait_for_another_round() -> None:
    (one,) = mend([fix(1, 1, 4, "x"), fix(1, 2, 3, "y"), fix(1, 4, 5, "z")], {"a.yml": "abcd"})
    assert (one.after, one.places) == ("xz", 2)


def test_a_finding_without_a_fix_changes_nothing() -> None:
    plain = Diagnostic(Span("a.yml", 1, 1, 1, 2), Severity.NOTE, "WRD10", "")
    assert mend([plain], {"a.yml": "a"}) == []


@pytest.mark.parametrize("text", ["甲,乙\n丙\n", "甲,乙", "甲,乙\r\n丙"])
def test_the_patch_is_one_that_git_applies(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yml").write_bytes(text.encode())
    mended = mend([fix(1, 2, 3, "，")], {"a.yml": text})
    git = ["git", "-c", "core.autocrlf=false", "apply", "-"]
    subprocess.run(git, input=patch(mended).encode(), cwd=tmp_path, check=True)
    assert (tmp_path / "a.yml").read_bytes().decode() == mended[0].after
