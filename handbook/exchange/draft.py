"""A draft of a procedure from the lines of a Word file, with a TODO wherever somebody must think.

The draft loads and checks as it is: what the file does not say is filled with what is likely, and
marked. Nothing of it is in force before its owner has released it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten
from typing import Any

from pypinyin import lazy_pinyin

from handbook.config import SOURCES
from handbook.exchange.word import Line, Outline
from handbook.load.scalar import block, pairs
from handbook.model.figures import figures
from handbook.model.library import Library
from handbook.render.words import Translate, translator
from handbook.source import Route, Span

_SECTIONS = {
    "purpose": "目的|目标|编写目的|制定目的|purpose|objective",
    "scope": "适用范围|范围|适用对象|scope",
    "trigger": "触发条件|触发|启动条件|适用场景|适用情形|何时使用|trigger|when to use",
    "prepare": "准备|准备工作|事前准备|所需材料|工具和材料|preparation|prerequisites|"
    "before you start",
    "principles": "原则|基本原则|工作原则|处理原则|principles",
    "steps": "流程|步骤|操作步骤|操作流程|处理流程|处理步骤|工作流程|工作程序|作业程序|流程步骤|"
    "具体步骤|服务流程|程序|procedure|steps|process|workflow",
    "outcome": "结果|完成标准|预期结果|输出|outcome|result",
}
_LISTS = ("prepare", "principles")
_NAMES = {name: key for key, names in _SECTIONS.items() for name in names.split("|")}
_INLINE = re.compile(r"\s*([^:：]{1,20})[:：]\s*(\S.*)")
_ID = re.compile(r"(?<![A-Z0-9-])SOP(?:-[A-Z0-9]+)+(?![A-Z0-9-])")
_END = re.compile(r"[。；;！!？?：:，,\n]")
_ACTION, _LATIN = 20, 60
"""An action is said in so many characters, Chinese or not; what is longer goes to the detail."""
_SIGNS = 4
"""So many characters make the id of a step."""
_MARKUP = re.compile(r"([\\`*_\[\]<~])")


@dataclass
class Draft:
    """A draft as text, how much of it is to be filled in, and where its values came from."""

    id: str
    text: str
    steps: int
    todo: int
    cells: dict[tuple[str, Route], Span] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Where it goes."""
        return f"{SOURCES}/sops/{self.id}.yml"


@dataclass
class _Step:
    line: Line
    more: list[Line] = field(default_factory=list)


@dataclass
class _Content:
    """What a file says, sorted by the keys of a procedure."""

    title: Line | None = None
    texts: dict[str, list[Line]] = field(default_factory=dict)
    steps: list[_Step] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def draft_from(outline: Outline, library: Library, language: str, today: date) -> Draft | None:
    """The draft of a procedure; None where there are no numbered steps."""
    content = _sorted(outline.lines)
    if not content.steps:
        return None
    return _Writer(outline, content, library, language).draft(today)


def _sorted(lines: list[Line]) -> _Content:
    content = _Content()
    if lines and not _section(lines[0]) and not lines[0].mark:
        content.title = lines[0]
        lines = lines[1:]
    named = any(_section(line) == "steps" for line in lines)
    home = "" if named else "steps"
    here, depth = home, 0
    manner = ""
    for line in lines:
        section = _section(line)
        if section:
            here, depth, manner = section, line.heading, ""
            said = _INLINE.fullmatch(line.text)
            if said and said[2]:
                content.texts.setdefault(here, []).append(_with(line, said[2]))
                here = here if here == "steps" else home
        elif line.heading and (here != "steps" or (depth and line.heading <= depth)):
            here, manner = home, ""
            content.rest.append(line)
        elif here == "steps":
            manner = _step(content, line, manner)
        elif here:
            content.texts.setdefault(here, []).append(line)
        else:
            content.rest.append(line)
    return content


def _step(content: _Content, line: Line, manner: str) -> str:
    """Take a line among the steps; the manner in which steps are numbered."""
    own = f"heading-{line.heading}" if line.heading else line.mark
    if own and own != "bullet" and not manner:
        manner = own
    if own and own == manner:
        content.steps.append(_Step(line))
    elif manner:
        content.steps[-1].more.append(line)
    else:
        content.rest.append(line)
    return manner


def _with(line: Line, text: str) -> Line:
    return Line(line.number, text, line.mark, line.heading)


def _section(line: Line) -> str:
    """The key that a line is the heading of; empty where it is none."""
    name = line.text.strip().rstrip(":：").strip().lower()
    if name in _NAMES:
        return _NAMES[name]
    said = _INLINE.fullmatch(line.text)
    return _NAMES.get(said[1].strip().lower(), "") if said else ""


class _Writer:
    def __init__(
        self, outline: Outline, content: _Content, library: Library, language: str
    ) -> None:
        self.outline = outline
        self.content = content
        self.library = library
        self.t: Translate = translator(language)
        self.todo = 0
        self.cells: dict[tuple[str, Route], Span] = {}
        self.id = self.free_id()
        self.names = self.roles()

    def draft(self, today: date) -> Draft:
        lines = list(self.head())
        lines += self.steps()
        lines += self.tail(today)
        text = "".join(f"{line}\n" for line in lines)
        return Draft(self.id, text, len(self.content.steps), self.todo, self.cells)

    def free_id(self) -> str:
        """The id that the file names, if it is free; else the next of new ones."""
        match = _ID.search(self.outline.all_text)
        taken = {*self.library.documents, *self.library.unread}
        taken |= {path.rpartition("/")[2].partition(".")[0] for path in self.library.history}
        if match and match[0] not in taken:
            return match[0]
        number = 1
        while f"SOP-NEW-{number:02}" in taken:
            number += 1
        return f"SOP-NEW-{number:02}"

    def head(self) -> Iterator[str]:
        """The control block, and what is said before the steps."""
        t, title = self.t, self.content.title
        name = title.text if title else self.outline.file
        yield f"# {t('exchange.from_word')}"
        yield f"id: {self.id}"
        yield self.pair("title", name, title)
        yield "version: 0.1.0"
        yield "status: draft"
        yield from self.guessed("owner", *self.department())
        yield from self.guessed("approver", *self.approver())
        for key in ("purpose", "scope", "trigger", "outcome", "prepare", "principles"):
            lines = self.content.texts.get(key, [])
            if lines:
                yield self.texts(key, lines)
            elif key in ("purpose", "trigger"):
                yield from self.guessed(key, t(f"exchange.likely_{key}", title=name), sure=False)

    def guessed(self, key: str, value: str, sure: bool) -> Iterator[str]:
        """A key, with what is to be done where its value is but likely."""
        if not sure:
            yield self.to_do(key)
        yield self.pair(key, value)

    def to_do(self, key: str) -> str:
        self.todo += 1
        return f"# TODO {self.t(f'exchange.todo_{key}')}"

    def pair(self, key: str, value: Any, line: Line | None = None) -> str:
        if line is not None:
            self.cells[self.id, (key,)] = self.at(line)
        return f"{key}:{block(value, 2, below=True)}"

    def at(self, line: Line) -> Span:
        return Span(self.outline.file, line.number, inside=f"¶ {line.number}")

    def texts(self, key: str, lines: list[Line]) -> str:
        told = [prose(line.text) for line in lines]
        value: Any = told if key in _LISTS else self.joined(told)
        return self.pair(key, value, lines[0])

    def joined(self, texts: list[str]) -> str:
        """Texts as one line: a field that has no paragraphs."""
        ended = (text if _END.search(text[-1]) else text + self.t("shared.stop") for text in texts)
        return "".join(ended) if len(texts) > 1 else texts[0]

    def steps(self) -> Iterator[str]:
        yield self.to_do("steps")
        yield "steps:"
        taken: set[str] = set()
        for number, step in enumerate(self.content.steps):
            self.cells[self.id, ("steps", number)] = self.at(step.line)
            value, sure = self.step(step, taken)
            if not sure:
                yield f"  {self.to_do('who')}"
            if "within" in value:
                yield f"  {self.to_do('within')}"
            yield f"  - {pairs(value, 4)}"

    def step(self, step: _Step, taken: set[str]) -> tuple[dict[str, Any], bool]:
        """A step, and whether the file says who does it."""
        text, role = self.actor(step.line.text)
        do = _END.split(text, maxsplit=1)[0].strip() or text
        whole_words = do.isascii() and shorten(do, _LATIN, placeholder="")
        do = whole_words or do[:_ACTION]
        value: dict[str, Any] = {"id": _own_id(do, taken), "do": do}
        value["who"] = role or self.likely_role()
        whole = "\n".join([step.line.text, *(one.text for one in step.more)])
        if limit := _limit(whole):
            value["within"] = limit
        if detail := self.detail(step, text if text.rstrip("。.；;") != do else ""):
            value["detail"] = detail
        return value, bool(role)

    def detail(self, step: _Step, text: str) -> str:
        """What a step says beyond its action: paragraphs, and a list of what is numbered."""
        parts = [prose(text)] if text else []
        listed = False
        for line in step.more:
            words = f"- {prose(line.text)}" if line.mark else prose(line.text)
            parts.append(words if line.mark and listed else f"\n{words}")
            listed = bool(line.mark)
        return "\n".join(parts).strip("\n")

    def actor(self, text: str) -> tuple[str, str]:
        """A text without who acts, and the role that does; by its name before a colon or verb."""
        for name, role in self.names.items():
            if text.startswith(name) and len(text) > len(name):
                rest = text[len(name) :].lstrip(" :：,，、")
                return (rest or text), role
        return text, ""

    def roles(self) -> dict[str, str]:
        """Roles by their names, the longest first, so that none hides another."""
        found = {
            name: one.id
            for one in self.library.of_kind("role")
            for name in (one.name, *one.synonyms)
        }
        return {name: found[name] for name in sorted(found, key=len, reverse=True)}

    def likely_role(self) -> str:
        found = self.library.of_kind("role")
        return str(found[0].id) if found else "role.todo"

    def department(self) -> tuple[str, bool]:
        """The department that the file names first, else the first there is."""
        known = self.library.of_kind("dept")
        text = self.outline.all_text
        named = [(text.index(one.name), one.id) for one in known if one.name in text]
        if named:
            return min(named)[1], True
        return (known[0].id if known else "dept.todo"), False

    def approver(self) -> tuple[str, bool]:
        """The role that may approve procedures, if there is but one."""
        found = [one.id for one in self.library.of_kind("role") if {"all", "sop"} & {*one.approves}]
        return (found[0] if found else self.likely_role()), len(found) == 1

    def tail(self, today: date) -> Iterator[str]:
        """The revision record, and what found no place above."""
        t = self.t
        department = self.library.entries.get(self.department()[0])
        change = {
            "version": "0.1.0",
            "date": today.isoformat(),
            "class": "structural",
            "summary": t("exchange.drafted"),
            "author": department.label if department else t("exchange.somebody"),
        }
        yield f"changes:{block([change], 2, below=True)}"
        if self.content.rest:
            yield self.to_do("body")
            words = (
                f"**{prose(x.text)}**" if x.heading else prose(x.text) for x in self.content.rest
            )
            yield self.pair("body", "\n\n".join(words) + "\n", self.content.rest[0])


def prose(text: str) -> str:
    """A text as Markdown that reads as it does."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return f"\\{escaped}" if escaped.startswith(("#", "+", "-", ">", "|")) else escaped


def _limit(text: str) -> str:
    """The one time limit that a text names; empty where there is none, or several."""
    found: Mapping[str, None] = {
        str(one.amount): None
        for one in figures(text)
        if one.bound in ("at-most", "less-than")
        and (one.amount.seconds is not None or one.amount.unit == "workdays")
    }
    return next(iter(found)) if len(found) == 1 else ""


def _own_id(text: str, taken: set[str]) -> str:
    """An id for a step out of its words, in pinyin where they are Chinese."""
    signs = re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9]+", text)[:_SIGNS]
    words = [word.lower() for sign in signs for word in lazy_pinyin(sign)]
    name = re.sub(r"[^a-z0-9]+", "-", "-".join(words)).strip("-")
    name = name if name[:1].isalpha() else f"step-{name}".rstrip("-")
    own, number = name, 2
    while own in taken:
        own, number = f"{name}-{number}", number + 1
    taken.add(own)
    return own
