"""Markdown sources: YAML front matter, and below it a body or numbered chapters and articles.

In a regulation ``## 总则 {#general}`` opens a chapter and ``### 目的 {#purpose}`` an article; their
numbers are given at rendering, so that an article inserted in the middle renumbers by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from handbook.diagnostics import Problem
from handbook.load import yaml
from handbook.load.node import START, Box, Parsed, SpanNode
from handbook.source import Span

# As Markdown has it, or nearly so, as it is typed with Chinese keys: that is told, and read too.
_HEADING = re.compile(
    r"([#＃]{2,3})(?![#＃])([ \t\u3000]*)(.*?)(?:[ \t]+\{#([^}\s]*)\})?[ \t]*#*[ \t]*$"
)
_MARK = re.compile(r"#+[ \t]+")
_NUMBER = re.compile(
    r"第[ 0-9零一二三四五六七八九十百]+(?:章|[条條](?=[\s:：、.．]))[\s:：、.．]*(?=\S)"
    r"|(?:Chapter|Article) [0-9IVX]+[:.]\s*(?=\S)"
)
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_CHAPTER, _ARTICLE = 2, 3


def load(file: str, text: str, *, articles: bool) -> Parsed:
    """Read front matter and body; with ``articles`` the body becomes ``chapters``."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _headless(file, lines[0], "missing")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return _headless(file, lines[0], "unclosed")
    front = yaml.load(file, "\n".join(lines[1:end]) + "\n", first_line=2)
    if not isinstance(front.data, dict):
        if front.problems:
            return front
        return _headless(file, lines[0], "empty")
    data, problems = dict(front.data), list(front.problems)
    box, children = front.spans
    name = "chapters" if articles else "body"
    if name in data:
        at = Span(file, *children[name][0])
        problems.append(Problem("FMT11", at, {"why": "twice", "title": name}))
    if articles:
        regulation = _Regulation(file, lines, problems)
        data[name], spans = regulation.read(end + 1)
    else:
        body = "\n".join(lines[end + 1 :]).strip("\n")
        data[name] = body if body.strip() else None
        spans = (_box(lines, end + 1, len(lines)), None)
    children = {**children, name: (spans[0], spans)}
    return Parsed(data, (box, children), tuple(problems))


def _headless(file: str, first: str, why: str) -> Parsed:
    at = Span(file, 1, 1, 1, len(first) + 1)
    return Parsed(None, (START, None), (Problem("FMT09", at, {"why": why}),))


@dataclass(slots=True)
class _Head:
    """A heading: ``line`` counts from nought."""

    line: int
    level: int
    title: str
    anchor: str | None
    box: Box
    title_box: Box
    anchor_box: Box


@dataclass(slots=True)
class _Regulation:
    """Reads chapters and articles. What is missing gets a stand-in, so that the rest is read."""

    file: str
    lines: list[str]
    problems: list[Problem]
    chapters: list[dict[str, Any]] = field(default_factory=list)
    nodes: list[SpanNode] = field(default_factory=list)

    def read(self, start: int) -> tuple[list[dict[str, Any]], SpanNode]:
        heads = self.headings(start)
        self.outside(start, heads[0].line if heads else len(self.lines))
        stops = [*(head.line for head in heads), len(self.lines)][1:]
        for head, stop in zip(heads, stops, strict=True):
            if head.level == _CHAPTER:
                self.chapter(head, stop)
            else:
                self.article(head, stop)
        for chapter, node in zip(self.chapters, self.nodes, strict=True):
            if not chapter["articles"]:
                title = node[1]["title"][0] if node[1] else node[0]
                self.report(title, "no_articles", chapter["title"])
                self.stand_in(chapter)
        if not self.chapters and not self.problems:
            self.report(_box(self.lines, start, start + 1), "none", "")
        if not self.chapters:
            self.chapters.append({"id": "none", "title": "—", "articles": []})
            self.stand_in(self.chapters[0])
        return self.chapters, (_box(self.lines, start, len(self.lines)), self.nodes)

    def headings(self, start: int) -> list[_Head]:
        heads = []
        fence = ""
        for number in range(start, len(self.lines)):
            row = self.lines[number]
            if match := _FENCE.match(row):
                fence = "" if fence and match[1].startswith(fence) else fence or match[1]
            elif not fence and (match := _HEADING.match(row)):
                self.slips(number, match)
                boxes = [
                    (number + 1, match.start(group) + 1, number + 1, match.end(group) + 1)
                    for group in (0, 3, 4)
                ]
                heads.append(_Head(number, len(match[1]), match[3], match[4], *boxes))
        return heads

    def slips(self, number: int, match: re.Match[str]) -> None:
        """Report a heading that Markdown takes for text, and a number that the tool gives too."""
        title = match[3]
        if not _MARK.fullmatch(match[1] + match[2]):
            box = (number + 1, 1, number + 1, match.end(2) + 1)
            self.report(box, "mark", title, fix="#" * len(match[1]) + " ")
        if counted := _NUMBER.match(title):
            start = match.start(3) + 1
            box = (number + 1, start, number + 1, start + counted.end())
            self.report(box, "number", title, fix="")

    def chapter(self, head: _Head, stop: int) -> None:
        entry, spans = self.entry(head)
        entry["articles"] = []
        spans["articles"] = (head.box, (head.box, []))
        self.outside(head.line + 1, stop)
        self.chapters.append(entry)
        self.nodes.append((head.box, spans))

    def article(self, head: _Head, stop: int) -> None:
        entry, spans = self.entry(head)
        body = "\n".join(self.lines[head.line + 1 : stop]).strip("\n")
        if not body.strip():
            self.report(head.box, "no_text", head.title)
        box = _box(self.lines, head.line + 1, stop)
        entry["text"] = body if body.strip() else "—"
        spans["text"] = (box, (box, None))
        if not self.chapters:
            self.report(head.box, "chapter", head.title)
            self.chapters.append({"id": "none", "title": "—", "articles": []})
            self.nodes.append((head.box, {"articles": (head.box, (head.box, []))}))
        self.chapters[-1]["articles"].append(entry)
        self.nodes[-1][1]["articles"][1][1].append((head.box, spans))

    def entry(self, head: _Head) -> tuple[dict[str, Any], dict[str, Any]]:
        """Id and title of a heading with their boxes."""
        anchor, at = head.anchor, head.anchor_box
        if not anchor:
            self.report(head.box, "id", head.title)
            anchor, at = f"line-{head.line + 1}", head.box
        spans = {"id": (at, (at, None)), "title": (head.title_box, (head.title_box, None))}
        return {"id": anchor, "title": head.title}, spans

    def outside(self, start: int, stop: int) -> None:
        """Report text that stands in no article."""
        for number in range(start, stop):
            if self.lines[number].strip():
                box = (number + 1, 1, number + 1, len(self.lines[number]) + 1)
                self.report(box, "outside", "")
                return

    def stand_in(self, chapter: dict[str, Any]) -> None:
        chapter["articles"].append({"id": f"{chapter['id']}-none", "title": "—", "text": "—"})

    def report(self, box: Box, why: str, title: str, fix: str | None = None) -> None:
        args = {"why": why, "title": title}
        self.problems.append(Problem("FMT11", Span(self.file, *box), args, fix=fix))


def _box(lines: list[str], first: int, stop: int) -> Box:
    """The box of lines ``first`` to ``stop`` (indices, end exclusive)."""
    last = max(min(stop, len(lines)) - 1, 0)
    return (min(first, last) + 1, 1, last + 1, len(lines[last]) + 1)
