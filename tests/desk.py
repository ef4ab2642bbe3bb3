"""A small project that is edited, released and checked, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from handbook.check.engine import check
from handbook.config import HISTORY
from handbook.diagnostics import Diagnostic
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.stamp.history import History, histories
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import Release, confirmed, is_released, released

HANDBOOK = "name: 手册\norganisation: 公司\n"
ROLES = """\
id: ROLE-01
title: 部门与岗位
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
departments:
  - {id: dept.service, name: 客户服务部}
roles:
  - {id: role.agent, name: 客服, summary: 接待客户, reports_to: role.director}
  - {id: role.director, name: 客服总监, summary: 负责, approves: [all]}
changes:
  - {version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组, approved: {by: role.director, on: 2026-01-05}}
"""  # noqa: E501
LEVELS = """\
id: SLA-01
title: 服务时限
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
levels:
  - id: sla.reply
    name: 答复
    touchpoint: 答复
    measure: response
    limit: 30 min
changes:
  - version: 1.0.0
    date: 2026-01-02
    class: structural
    summary: 新建
    author: 流程组
    approved: {by: role.director, on: 2026-01-05}
"""
SOP = """\
# 退货的做法
id: SOP-RET-01
title: 退货处理
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
purpose: 让退货的客户当天知道结果
trigger: 客户要求退货
steps:
  - id: register
    do: 登记退货
    who: role.agent
    detail: 问清订单号，再登记。
  - id: answer
    do: 答复客户
    who: role.agent
    within: sla.reply   # 统一时限
changes:
  - version: 1.0.0
    date: 2026-01-02
    class: structural
    summary: 新建
    author: 流程组
    approved: {by: role.director, on: 2026-01-05}
"""
ENTRY = """\
changes:
  - version: {version}
    date: {date}
    class: {class_}
    summary: 修订
    author: 流程组
    approved: {{by: role.director, on: {date}}}
"""
EARLIER = """\
  - version: 0.9.0
    date: 2025-12-01
    class: structural
    summary: 试行
    author: 流程组
"""
"""An entry from before the history, for the end of a source."""
FILES = {"ROLE-01": "roles.yml", "SLA-01": "service-levels/levels.yml", "SOP-RET-01": "sops/a.yml"}


class Project:
    """The project in a folder; every method does what an owner would."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("handbook.yml", HANDBOOK)
        self.write(FILES["ROLE-01"], ROLES)
        self.write(FILES["SLA-01"], LEVELS)
        self.write(FILES["SOP-RET-01"], SOP)

    def write(self, name: str, text: str) -> None:
        path = self.root / "sop_sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def path(self, id_: str = "SOP-RET-01") -> Path:
        return self.root / "sop_sources" / FILES[id_]

    def text(self, id_: str = "SOP-RET-01") -> str:
        return self.path(id_).read_text("utf-8")

    def history_path(self, id_: str = "SOP-RET-01") -> Path:
        return self.root / "sop_sources" / HISTORY / f"{id_}.jsonl"

    def edit(self, old: str, new: str, id_: str = "SOP-RET-01") -> None:
        text = self.text(id_)
        assert old in text
        self.path(id_).write_text(text.replace(old, new), "utf-8")

    def revise(
        self,
        version: str,
        day: str = "2026-03-01",
        class_: str = "normative",
        id_: str = "SOP-RET-01",
        effective: str = "",
    ) -> None:
        """Set a version with its entry; it takes effect on its day unless another is named."""
        text = self.text(id_)
        head, _, rest = text.partition("\nversion: ")
        text = f"{head}\nversion: {version}\n{rest.partition(chr(10))[2]}"
        head, _, rest = text.partition("\neffective: ")
        text = f"{head}\neffective: {effective or day}\n{rest.partition(chr(10))[2]}"
        entry = ENTRY.format(version=version, date=day, class_=class_)
        self.path(id_).write_text(text.replace("changes:\n", entry), "utf-8")

    @property
    def library(self) -> Library:
        return build_library(load_tree(self.root))

    @property
    def histories(self) -> dict[str, History]:
        return histories(self.library.history)

    def release(self, day: str = "2026-01-08") -> None:
        """Release everything that is not released yet."""
        library, past = self.library, self.histories
        upstream = Upstream(library)
        for document in library.documents.values():
            history = past.get(document.id)
            if document.status != "draft" and not is_released(document, history):
                by = Release(date.fromisoformat(day))
                self.append(document.id, released(document, upstream, history, by).line())

    def confirm(self, id_: str = "SOP-RET-01", items: Sequence[str] = ()) -> None:
        library = self.library
        by = Release(date(2026, 4, 1), "陈")
        record = confirmed(
            library.documents[id_], Upstream(library), self.histories[id_], by, items
        )
        self.append(id_, record.line())

    def append(self, id_: str, line: str) -> None:
        path = self.history_path(id_)
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(line)

    def found(self, day: str = "2026-05-01", base: Library | None = None) -> list[Diagnostic]:
        """The findings about versions."""
        library, today = self.library, date.fromisoformat(day)
        chinese = check(library, today, "zh-Hans", base=base)
        everything = check(library, today, "en", base=base)
        assert [one.code for one in chinese] == [one.code for one in everything]
        assert "CFG09" not in {one.code for one in everything}
        return [one for one in everything if one.code.startswith("VER")]

    def codes(self, day: str = "2026-05-01", base: Library | None = None) -> list[str]:
        return [one.code for one in self.found(day, base)]
