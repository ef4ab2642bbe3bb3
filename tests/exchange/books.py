"""The small handbook of the checks' base, its tables, and files made of them."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from handbook.check.registry import BY_CODE
from handbook.config import LANGUAGES, SOURCES, data
from handbook.exchange.apply import Applied, applied, rewritten
from handbook.exchange.columns import EXCHANGED
from handbook.exchange.grid import Grid
from handbook.exchange.table import Table, tables
from handbook.exchange.take import Taken, take
from handbook.exchange.workbook import as_workbook, read_workbook
from handbook.load.discover import discover
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library

ROOT = data("tests").parent
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = date(2026, 12, 1)
BASE = Path(__file__).parent.parent / "check" / "base"

HEAD = """\
id: {id}
title: {title}
version: 1.0.0
status: draft
owner: dept.service
approver: role.manager
changes:
  - {{version: 1.0.0, date: 2026-11-01, class: structural, summary: 新建, author: 客户服务部}}
"""
KPIS = """\
# 指标由质检组维护
kpis:
  # 首要指标
  - id: kpi.satisfaction   # 勿改
    name: 满意度
    definition: 客户打分的平均值
    formula: 总分 ÷ 份数
    unit: 分
    direction: higher
    scale: {min: 1, max: 5}
    target: 4.8   # 与合同一致
    cycle: [monthly]
    data_source: 短信评价
    owner: dept.service
    roles: [role.agent]
"""
SCORES = """\
applies: 全部通话
sample: 每周五通
dimensions:
  - name: 态度
    weight: 60
    looks_at: 语气
    lines:
      - {id: qa.polite, check: 用语礼貌, points: 60, how: 每处扣一分, clauses: [SOP-RET-01]}
  - name: 结果
    weight: 40
    looks_at: 办成没有
    lines:
      - {id: qa.solved, check: 问题解决, points: 40, how: 未解决不得分, clauses: [SOP-RET-01]}
bands:
  - {name: 优, at_least: 90, consequence: 表扬}
  - {name: 良, at_least: 0, consequence: 辅导}
"""
WORDING = """\
phrases:
  - id: phrase.dont-know
    kind: forbidden
    text: 我不知道
    forms: [不晓得, 不清楚]
    why: 客户会觉得没人管
    instead: ["我来查，{order_no}今天给您答复"]
"""
CHANNEL = "  - {id: channel.chat, name: 在线客服, group: online, summary: 网页会话}\n"
EXTRA = {
    "kpis/kpis.yml": HEAD.format(id="KPI-01", title="指标") + KPIS,
    "scorecards/qa.yml": HEAD.format(id="QA-01", title="评分表") + SCORES,
    "phrases/phrases.yml": HEAD.format(id="PHR-01", title="用语") + WORDING,
    "scripts/closing.yml": HEAD.format(id="SCR-02", title="道别话术")
    + """\
scripts:
  - id: script.goodbye
    title: 道别
    scene: greeting
    channels: [phone, chat]
    purpose: 让客户知道事情办完了
    text: |
      感谢来电。
      再见！
    variants:
      - {channel: chat, text: 感谢咨询，再见！}
""",
}


def library_of(root: Path) -> Library:
    return build_library(load_tree(root))


def copied(root: Path) -> Path:
    """The small handbook in a folder of its own."""
    shutil.copytree(BASE / SOURCES, root / SOURCES)
    for name, text in EXTRA.items():
        path = root / SOURCES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    channels = root / SOURCES / "channels.yml"
    text = channels.read_text("utf-8")
    channels.write_text(text.replace("entries:\n", "entries:\n" + CHANNEL), "utf-8")
    return root


def tables_of(library: Library, language: str = "zh-Hans") -> list[Table]:
    documents = [one for one in library.documents.values() if one.KIND in EXCHANGED]
    return [one for one in tables(library, documents, language) if one.rows]


def book_of(library: Library, language: str = "zh-Hans") -> bytes:
    return as_workbook(tables_of(library, language), language, NOW)


def edited(raw: bytes, change: Callable[[Any], None]) -> bytes:
    """A workbook after somebody has changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(raw))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def grids_of(raw: bytes) -> list[Grid]:
    grids, problems = read_workbook("a.xlsx", raw)
    assert problems == []
    return grids


def taken_of(library: Library, raw: bytes) -> Taken:
    return take(library, grids_of(raw), "zh-Hans")


def applied_of(root: Path, library: Library, taken: Taken) -> Applied:
    assert [one for one in taken.problems if one.code != "XCH09"] == []
    found = discover(root, SOURCES)
    texts, problems = rewritten(library, found, taken.data)
    assert problems == []
    return applied(library, found, texts, taken.cells, TODAY)


def codes(taken: Taken) -> list[str]:
    """The codes of what is wrong, which can be said in words."""
    for one, language in product(taken.problems, LANGUAGES.values()):
        BY_CODE[one.code].say(language, one.args)
    return [f"{one.code} {one.args.get('why', '')}".strip() for one in taken.problems]


def cell(sheet: Any, column: str, key: str, row: int = 0) -> Any:
    """The cell of a column, by its name, in the row of an id; by number where that is given."""
    names = [one.value for one in sheet[1]]
    at = names.index(column) + 1
    if row:
        return sheet.cell(row, at)
    for number in range(3, sheet.max_row + 1):
        if key in [one.value for one in sheet[number]]:
            return sheet.cell(number, at)
    raise LookupError(key)
