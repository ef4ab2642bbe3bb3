"""What each line of a Word file is in a procedure: title, purpose, step, or none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from handbook.exchange.outline import Line

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
_NAMES = {name: key for key, names in _SECTIONS.items() for name in names.split("|")}
_FLOW = re.compile("流程|步骤|程序|procedure|steps|process|workflow", re.IGNORECASE)
_INLINE = re.compile(r"\s*([^:：]{1,20})[:：]\s*(\S.*)")
_COMPANY = re.compile(r".*(?:公司|集团|中心|部)")
_PLAIN = 10
"""The rank of a heading that is neither styled nor numbered: below styles, above numbers."""


@dataclass
class Step:
    """A step, what is said below it, and the heading with which it begins another course."""

    line: Line
    more: list[Line] = field(default_factory=list)
    flow: Line | None = None


@dataclass
class Content:
    """What a file says, sorted by the keys of a procedure; headings of keys are in none of them."""

    title: Line | None = None
    texts: dict[str, list[Line]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def content_of(lines: list[Line]) -> Content:
    """Sort the lines of a file."""
    sorter = _Sorter(lines)
    for line in lines:
        sorter.take(line)
    sorter.leave()
    return sorter.content


class _Sorter:
    """Where in a file we are: the section, and in it the steps."""

    def __init__(self, lines: list[Line]) -> None:
        self.content = Content(title=_title(lines))
        self.chapters = {line.manner for line in lines if line.numbered and _named(line)}
        self.flows = _flows(lines, self.chapters)
        named = bool(self.flows) or any(_named(line) == "steps" for line in lines)
        self.home = "" if named else "steps"
        """Where lines go that are in no section."""
        self.enter(self.home)

    def enter(self, section: str, head: Line | None = None) -> None:
        """Begin a section below its heading."""
        self.here = section
        self.head = head
        self.manner = ""
        self.flow: Line | None = None
        self.sub = ""

    def leave(self) -> None:
        """End a section: the heading of a course without steps is but text."""
        if self.flow is not None:
            self.content.rest.append(_heading(self.flow))

    def take(self, line: Line) -> None:
        content = self.content
        if line is content.title:
            return
        if section := self.section(line):
            self.open(section, line)
        elif self.ends(line):
            self.leave()
            self.enter(self.home, None if self.home else line)
            if self.home:
                self.step(line)
            else:
                content.rest.append(_heading(line))
        elif self.here == "steps":
            self.step(line)
        elif self.here and not line.table:
            content.texts.setdefault(self.here, []).append(line)
        else:
            content.rest.append(line)

    def section(self, line: Line) -> str:
        """The key that a line is the heading of: none that stands among steps, below theirs."""
        if any(line is one for one in self.flows):
            return "steps"
        below = self.here == "steps" and self.head and _rank(line) > _rank(self.head)
        return "" if below else _named(line)

    def open(self, section: str, line: Line) -> None:
        said = _INLINE.fullmatch(line.text)
        if said and section != "steps":
            self.content.texts.setdefault(section, []).append(replace(line, text=said[2]))
            if line.numbered:
                self.leave()
                self.enter(section, line)
            elif self.here != "steps":
                self.enter(self.home)
            return
        self.leave()
        self.enter(section, line)
        if section == "steps" and (said or _name(line) not in _NAMES):
            self.flow = line

    def ends(self, line: Line) -> bool:
        """Whether a line begins what follows the section: it ranks no lower than its heading."""
        if self.head is None:
            return not self.home and line.manner in self.chapters
        if not line.numbered or line.manner == self.manner:
            return False
        first = self.here == "steps" and not self.manner
        if first and line.manner != self.head.manner and not (line.heading and self.head.heading):
            return False
        return _rank(line) <= _rank(self.head)

    def step(self, line: Line) -> None:
        """Take a line among the steps."""
        if line.numbered and not self.manner:
            self.manner = line.manner
        if line.numbered and self.counts(line):
            self.content.steps.append(Step(line, flow=self.flow))
            self.flow, self.sub = None, ""
        elif self.manner:
            self.content.steps[-1].more.append(line)
        else:
            self.content.rest.append(line)

    def counts(self, line: Line) -> bool:
        """Whether a number is that of a step, not of a list below one.

        Of a list that people type, not every number has the same sign: 1. and 2、 are one list,
        but 1、 below 5. begins another.
        """
        if line.manner == self.manner:
            return True
        last = self.content.steps[-1].line
        if line.rank != last.rank or not (line.count and last.count):
            return False
        if line.manner == self.sub or line.count == 1:
            self.sub = line.manner
            return False
        return line.count == last.count + 1


def _title(lines: list[Line]) -> Line | None:
    """The title by its style, else what stands first, and is no company's name."""
    styled = [line for line in lines if line.title]
    first = takewhile(lambda line: not (_named(line) or line.mark or line.table), lines)
    likely = styled or list(first)
    named = [line for line in likely if not _COMPANY.fullmatch(line.text)]
    return next(iter(named or likely), None)


def _flows(lines: list[Line], chapters: set[str]) -> list[Line]:
    """The chapters with steps in a file in which none is called so, but others are known."""
    if any(_named(line) == "steps" for line in lines):
        return []
    found: list[Line] = []
    chapter: Line | None = None
    for line in lines:
        if line.manner in chapters:
            chapter = None if _named(line) else line
        elif chapter and line.numbered:
            found.append(chapter)
            chapter = None
    return [line for line in found if _FLOW.search(line.text)] or found


def _name(line: Line) -> str:
    return line.text.strip().rstrip(":：").strip().lower()


def _named(line: Line) -> str:
    """The key that a line is the heading of; empty where it is none."""
    if line.table:
        return ""
    if _name(line) in _NAMES:
        return _NAMES[_name(line)]
    said = _INLINE.fullmatch(line.text)
    return _NAMES.get(said[1].strip().lower(), "") if said else ""


def _rank(line: Line) -> int:
    return line.heading or line.rank or _PLAIN


def _heading(line: Line) -> Line:
    """A heading of something else, to stand out in the text."""
    return replace(line, heading=line.heading or _PLAIN, mark="")
