"""A draft of a procedure from the lines of a Word file, marked wherever somebody must think.

The draft loads and checks as it is: what the file does not say is filled with what is likely, and
marked. Nothing of it is in force before its owner has released it, and by then no
mark may be left (WRD17).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from textwrap import shorten
from typing import Any

from handbook.config import SOURCES
from handbook.exchange.ids import spelled
from handbook.exchange.outline import BULLET, Left, Line, Outline
from handbook.exchange.sections import Content, Step, content_of
from handbook.load.scalar import block, pairs
from handbook.model.figures import figures
from handbook.model.library import Library
from handbook.render.words import Translate, translator
from handbook.source import Route, Span

_LISTS = ("prepare", "principles")
_ID = re.compile(r"(?<![A-Z0-9-])SOP(?:-[A-Z0-9]+)+(?![A-Z0-9-])")
_END = re.compile(r"[。；;！!？?：:，,\n]")
_CLAUSE = re.compile(r"(?:[^。；;！!？?：:，,]+[时后前的][，,])?[^。；;！!？?：:，,]+")
"""What is done, with the condition before it."""
_ACTS = re.compile(
    r"\s*[:：]\s*|[，,]\s*|(?=应当|应(?![答急用聘收付届对])|必须|须(?!知)|不得|负责(?!人)|在\s?\d)"
    r"|\s+(?=must\b|shall\b|should\b)"
)
"""What follows the name of who acts."""
_ACTION, _LATIN = 20, 60
"""An action is said in so many characters, Chinese or not; what is longer goes to the detail."""
_INDENT = 4 * " "
_SIGNS = 4
"""So many characters make the id of a step."""
_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_BLOCK = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[#+>|-]))")
"""What a line begins with that Markdown takes for a heading, a list, a quotation or a table."""


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


def draft_from(outline: Outline, library: Library, language: str, today: date) -> Draft | None:
    """The draft of a procedure; None where there are no numbered steps."""
    content = content_of(outline.lines)
    if not content.steps:
        return None
    return _Writer(outline, content, library, language).draft(today)


class _Writer:
    def __init__(self, outline: Outline, content: Content, library: Library, language: str) -> None:
        self.outline = outline
        self.content = content
        self.library = library
        self.t: Translate = translator(language)
        self.todo = 0
        self.told: set[int] = set()
        self.cells: dict[tuple[str, Route], Span] = {}
        self.id = self.free_id()
        self.names = self.roles()

    def draft(self, today: date) -> Draft:
        lines = [*self.head(), *self.steps(), *self.tail(today)]
        lines[1:1] = self.left_over()
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
        name = title.text if title else Path(self.outline.file).stem
        yield f"# {t('exchange.from_word')}"
        yield f"id: {self.id}"
        if title:
            yield from self.left(title)
            yield self.pair("title", name, title)
        else:
            yield from self.guessed("title", name, sure=False)
        yield "version: 0.1.0"
        yield "status: draft"
        yield from self.guessed("owner", *self.department())
        yield from self.guessed("approver", *self.approver())
        for key in ("purpose", "scope", "trigger", "outcome", "prepare", "principles"):
            lines = self.content.texts.get(key, [])
            if lines:
                yield from self.left(*lines)
                yield self.texts(key, lines)
            elif key in ("purpose", "trigger"):
                yield from self.guessed(key, t(f"exchange.likely_{key}", title=name), sure=False)

    def guessed(self, key: str, value: str, sure: bool) -> Iterator[str]:
        """A key, with what is to be done where its value is but likely."""
        if not sure:
            yield self.to_do(key)
        yield self.pair(key, value)

    def to_do(self, key: str, **args: str) -> str:
        self.todo += 1
        return f"# {self.t('exchange.todo', what=self.t(f'exchange.todo_{key}', **args))}"

    def left(self, *lines: Line) -> Iterator[str]:
        """What lines say beyond the draft, where they stand in it."""
        for line in lines:
            self.told.add(line.number)
            yield from map(self.left_to_do, line.left)

    def left_over(self) -> Iterator[str]:
        """What stands in no line of the draft: in headings that became keys, and page heads."""
        yield from map(self.left_to_do, self.outline.left)
        for line in self.outline.lines:
            if line.number not in self.told:
                yield from map(self.left_to_do, line.left)

    def left_to_do(self, left: Left) -> str:
        text = f"{self.t('shared.colon')}{left.text}" if left.text else ""
        return self.to_do(f"left_{left.why}") + text

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
            notes = [*self.left(step.line, *step.more)]
            if step.flow:
                notes.append(self.to_do("flow", text=step.flow.text))
            notes += [self.to_do(key) for key, is_sure in sure.items() if not is_sure]
            yield from (f"  {note}" for note in notes)
            yield f"  - {pairs(value, 4)}"

    def step(self, step: Step, taken: set[str]) -> tuple[dict[str, Any], dict[str, bool]]:
        """A step, and of which of its keys the file says what they are."""
        text, role, named = self.actor(step.line.text)
        clause = _CLAUSE.match(text)
        said = clause[0].strip() if clause else text
        do = said
        if len(do) > (_LATIN if do.isascii() else _ACTION):
            whole_words = do.isascii() and shorten(do, _LATIN, placeholder="")
            do = whole_words or do[: _LATIN if do.isascii() else _ACTION]
        value: dict[str, Any] = {"id": _own_id(do, taken), "do": do}
        value["who"] = role or self.likely_role()
        limit = _limit("\n".join([step.line.text, *(one.text for one in step.more)]))
        if limit:
            value["within"] = limit
        whole = replace(step.line, text=text, mark="", heading=0)
        above = [] if text.rstrip("。.；;") == do else [whole]
        if detail := flowing(above, step.more):
            value["detail"] = detail
        return value, {"do": do == said, "who": named, "within": not limit}

    def actor(self, text: str) -> tuple[str, str, bool]:
        """A text, the role that its first words name, and whether they surely do.

        The name is taken off before a sign or a word that can but follow who acts; else it may
        begin another word: 客服 acts in 客服：核对, not in 客服电话占线.
        """
        for name, role in self.names.items():
            if text.startswith(name):
                follows = _ACTS.match(text, len(name))
                rest = text[follows.end() :] if follows else ""
                return (rest, role, True) if rest else (text, role, False)
        return text, "", False

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
            yield from self.left(*self.content.rest)
            yield self.to_do("body")
            yield self.pair("body", flowing(self.content.rest) + "\n", self.content.rest[0])


def flowing(*parts: list[Line]) -> str:
    """Lines as Markdown: paragraphs, headings, tables, and lists in one another.

    A list that a paragraph interrupts goes on with its next number, until a heading.
    """
    found: list[str] = []
    lists: list[Line] = []
    counts: dict[str, int] = {}
    for line in chain(*parts):
        if line.heading:
            counts.clear()
        if line.heading or not line.mark:
            found += ["", _paragraph(line)]
            lists.clear()
            continue
        while lists and lists[-1].mark != line.mark and lists[-1].rank >= line.rank:
            counts.pop(lists.pop().mark, None)
        found += [] if lists else [""]
        if not lists or lists[-1].mark != line.mark:
            lists.append(line)
        counts[line.mark] = counts.get(line.mark, 0) + 1
        sign = "-" if line.mark == BULLET else f"{counts[line.mark]}."
        found.append(f"{_INDENT * (len(lists) - 1)}{sign} {prose(line.text)}")
    return "\n".join(found).strip("\n")


def _paragraph(line: Line) -> str:
    if line.table:
        rows = ["".join(f"| {_cell(one)} " for one in row) + "|" for row in line.table]
        return "\n".join([rows[0], "| --- " * len(line.table[0]) + "|", *rows[1:]])
    return f"**{prose(line.text)}**" if line.heading else prose(line.text)


def _cell(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text).replace("|", "\\|")


def prose(text: str) -> str:
    """A line of text as Markdown that reads as it does, with its blanks as blanks."""
    return _BLOCK.sub(r"\g<0>\\", _MARKUP.sub(r"\\\g<0>", text))


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
    name = spelled(text, _SIGNS)
    name = name if name[:1].isalpha() else f"step-{name}".rstrip("-")
    own, number = name, 2
    while own in taken:
        own, number = f"{name}-{number}", number + 1
    taken.add(own)
    return own
