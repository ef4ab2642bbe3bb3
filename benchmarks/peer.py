"""The same records as plain Markdown pages for stock MkDocs with Material."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.lines import Record
from handbook.model.quantity import Amount

CONFIG = """\
site_name: 基准服务手册
theme:
  name: material
  language: zh
plugins:
  - search
"""
_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_ID = re.compile(r"^[a-z]+\.[a-z0-9-]+$|^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+(#[a-z0-9-]+)?$")
_LABELS = ("title", "name", "term", "check", "what", "question", "text", "do")
_FOLDERS = {
    "SOP": "sops", "SCR": "scripts", "SLA": "service-levels", "KPI": "kpis", "FRM": "forms",
    "ESC": "escalation", "TRN": "training", "POL": "policies", "PHR": "phrases", "QA": "scorecards",
    "ETQ": "etiquette", "MAN": "manuals", "REF": "reference",
}  # fmt: skip
_STAMP = {
    "id": "文件编号", "version": "版本", "status": "状态", "effective": "生效日期",
    "owner": "责任部门", "approver": "批准人",
}  # fmt: skip
_CONTROL = {*_STAMP, "title", "changes"}
_ABOUT = {
    "summary": "摘要", "purpose": "目的", "scope": "范围", "trigger": "触发", "outcome": "结果",
}  # fmt: skip
_STEP = {
    "who": "谁办", "within": "时限", "record": "记录", "escalate": "升级", "measures": "衡量",
}  # fmt: skip
_HEADS = {
    "summary": "摘要", "asks": "常见说法", "audience": "适用岗位", "channels": "渠道",
    "scene": "场景", "purpose": "用途", "text": "说法", "note": "提示", "variants": "变体",
    "channel": "渠道", "mood": "情绪", "touchpoint": "触点", "measure": "度量", "limit": "时限",
    "starts": "起算",
    "stops": "终止", "applies": "适用", "breach": "逾期", "kpis": "指标", "definition": "定义",
    "formula": "算法", "unit": "单位", "direction": "方向", "target": "目标", "cycle": "周期",
    "data_source": "数据来源", "owner": "责任部门", "roles": "岗位", "filled_by": "填写人",
    "checked_by": "审核人", "keep": "保存", "fields": "栏目", "label": "名称", "type": "类型",
    "required": "必填", "trigger": "触发", "starts_with": "起点", "hops": "环节", "to": "接手人",
    "within": "时限", "when": "何时", "how": "办法", "say": "话术", "hours": "课时",
    "forms": "形式",
    "outline": "提纲", "assessment": "考核", "covers": "覆盖", "options": "选项", "answer": "答案",
    "why": "理由", "synonyms": "同义词", "colloquial": "口语", "see": "参见", "points": "分值",
    "clauses": "依据", "instead": "换成", "do": "要", "dont": "不要", "topic": "主题",
    "duties": "职责", "rank": "级别", "criteria": "标准", "examples": "例", "handler": "处理人",
    "path": "路径", "procedures": "程序", "subtitle": "副题", "preface": "前言", "include": "收录",
    "intro": "说明", "name": "名称", "title": "名称",
}  # fmt: skip
_STATUS = {"approved": "现行"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a reference to something says, and the page where it is."""

    words: str
    page: str


class Pages:
    """Renders records as pages; references become words with a link, as an author writes them."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.known: dict[str, Known] = {}
        for record in records:
            self._learn(record)

    def page(self, record: Record) -> tuple[str, str]:
        """Path below docs/ and text of a document's page."""
        here = page_of(record["id"])
        body = self._sop(record) if "steps" in record else self._generic(record, 2)
        lines = [f"# {record['title']}", "", *self._stamp(record), "", *body, *_changes(record)]
        return here, self._resolve("\n".join(lines), here) + "\n"

    def index(self) -> str:
        """The home page."""
        return "# 基准服务手册\n\n按左侧目录或搜索框查找程序、话术与标准。\n"

    # --- References

    def _learn(self, record: Record) -> None:
        page = page_of(record["id"])
        self.known[record["id"]] = Known(record["title"], page)
        for key, value in record.items():
            if isinstance(value, list) and key != "changes":
                self._learn_items(value, record["id"], page)

    def _learn_items(self, items: list[Any], document: str, page: str) -> None:
        for item in items:
            if not isinstance(item, dict):
                continue
            if "id" in item:
                local = "." not in item["id"]
                address = f"{document}#{item['id']}" if local else item["id"]
                self.known[address] = Known(_words(item), page)
            for value in item.values():
                if isinstance(value, list):
                    self._learn_items(value, document, page)

    def _resolve(self, text: str, here: str) -> str:
        own = here.rpartition("/")[2].removesuffix(".md")

        def words(match: re.Match[str]) -> str:
            target = own + match[1] if match[1].startswith("#") else match[1]
            known = self.known.get(target) or self.known[target.partition("#")[0]]
            shown = match[2] or known.words
            return shown if known.page == here else f"[{shown}]({_relative(here, known.page)})"

        return _REFERENCE.sub(words, text)

    def _say(self, value: Any) -> str:
        """A value in words: ids by what they stand for, quantities as people write them."""
        if isinstance(value, list):
            return "、".join(map(self._say, value))
        if isinstance(value, dict):
            return "；".join(self._say(one) for one in value.values())
        if isinstance(value, str) and _ID.match(value):
            return f"[[{value}]]" if value.partition("#")[0] in self.known else value
        return _amount(value) if isinstance(value, str) else str(value)

    # --- Pages

    def _stamp(self, record: Record) -> list[str]:
        values = [_STATUS.get(record[key], self._say(record[key])) for key in _STAMP]
        return _table(list(_STAMP.values()), [[record["id"], *values[1:]]])

    def _sop(self, record: Record) -> Iterator[str]:
        yield from (f"**{head}**：{record[key]}\n" for key, head in _ABOUT.items())
        for key, head in (("prepare", "准备"), ("principles", "原则")):
            yield from (f"## {head}", "", *(f"- {one}" for one in record[key]), "")
        yield from ("## 步骤", "")
        for number, step in enumerate(record["steps"], 1):
            yield from self._step(number, step)
        yield from ("## 例外", "", *self._ways(record["exceptions"]), "")
        yield from ("## 衡量指标", "")
        yield from (f"- {self._say(kpi)}" for kpi in record["measures"])
        yield from ("", "## 相关文件", "", *(f"- {self._say(one)}" for one in record["related"]))
        yield from ("", "## 常见说法", "", *(f"- {ask}" for ask in record["asks"]), "")
        yield from (record.get("body", ""), "")

    def _step(self, number: int, step: Record) -> Iterator[str]:
        given = {head: self._say(step[key]) for key, head in _STEP.items() if key in step}
        yield from (f"### {number}. {step['do']}", "", *_table(list(given), [list(given.values())]))
        yield from ("", step["detail"], "")
        for script in step.get("say", ()):
            yield f"> {self.known[script].words}\n"
        if "avoid" in step:
            yield f"**不要说**：{self._say(step['avoid'])}\n"
        if "caution" in step:
            yield f"**注意**：{step['caution']}\n"
        if "branches" in step:
            yield from (*self._ways(step["branches"]), "")

    def _ways(self, branches: Iterable[Mapping[str, str]]) -> Iterator[str]:
        for branch in branches:
            go = branch["go"]
            target = "结束" if go == "end" else f"[[{'' if go[0].isupper() else '#'}{go}]]"
            yield f"- {branch['when']}：{target}"

    def _generic(self, data: Record, level: int) -> Iterator[str]:
        """Any other document: fields as lines, flat lists as tables, the rest as sections below."""
        below = {key: value for key, value in data.items() if _nested(value)}
        for key, value in data.items():
            shown = key not in below and key not in ("id", *_LABELS[:3])
            if shown and not (level == 2 and key in (*_CONTROL, "text")):
                yield f"- {_HEADS.get(key, key)}：{self._say(value)}"
        yield ""
        if level == 2 and "text" in data:
            yield from (data["text"], "")
        for key, items in below.items():
            if key != "changes":
                yield from self._items(key, items, level)

    def _items(self, key: str, items: list[Record], level: int) -> Iterator[str]:
        if level > 2 and not any(_nested(value) for item in items for value in item.values()):
            heads = list(dict.fromkeys(name for item in items for name in item if name != "id"))
            rows = [[self._say(item.get(name, "")) for name in heads] for item in items]
            table = _table([_HEADS.get(name, name) for name in heads], rows)
            yield from (f"**{_HEADS.get(key, key)}**", "", *table, "")
            return
        for item in items:
            yield from ("", f"{'#' * min(level, 5)} {_label(item)}", "")
            yield from self._generic(item, level + 1)


def _nested(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def page_of(document: str) -> str:
    """The path of a document's page below docs/."""
    return f"{_FOLDERS[document.partition('-')[0]]}/{document}.md"


def _relative(here: str, page: str) -> str:
    folder, name = page.split("/")
    return name if here.startswith(f"{folder}/") else f"../{page}"


def _label(item: Record) -> str:
    return str(next((item[key] for key in _LABELS if key in item), item.get("id", "·")))


def _words(item: Record) -> str:
    """What a reference shows: a quantity's value, a script's wording, anything else's name."""
    prefix = item["id"].partition(".")[0]
    if prefix in ("sla", "std"):
        return _amount(item.get("limit") or item["value"])
    if prefix == "kpi":
        sign = "≥" if item["direction"] == "higher" else "≤"
        return f"{item['name']} {sign} {item.get('target', '—')} {item['unit']}"
    return str(item["text"]) if prefix == "script" else _label(item)


def _amount(text: str) -> str:
    try:
        return Amount.parse(text).words("zh-Hans")
    except ValueError:
        return text


def _changes(record: Record) -> list[str]:
    rows = [
        [c["version"], c["date"], c["summary"], c["author"], c["approved"]["on"]]
        for c in record["changes"]
    ]
    return ["## 修订记录", "", *_table(["版本", "日期", "修订内容", "修订人", "批准日期"], rows)]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
