"""DOCX: a procedure as it was written, paragraph by paragraph, and what of it cannot be kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import docx

from handbook.diagnostics import Problem
from handbook.exchange.guard import opened
from handbook.exchange.marks import Mark, Numbering, typed
from handbook.exchange.markup import RELATION, W, children, paragraphs, value
from handbook.exchange.outline import Left, Line, Outline
from handbook.exchange.passage import Passage, Source, notes_of
from handbook.exchange.styles import Styles
from handbook.source import Span

MAX_PARAGRAPHS = 5_000
_QUOTED = 40
_PAGE_NUMBER = re.compile(r"(?:[\d\s/\-–—.·|]|第|共|页|page|of)*", re.IGNORECASE)
_HEADS = (f"{W}headerReference", f"{W}footerReference")


def read_word(file: str, raw: bytes) -> tuple[Outline | None, list[Problem]]:
    """Read a Word file. Raises nothing; what is wrong, or is left out, is told."""
    read, problems = opened(
        file, raw, lambda _: _Reader(file, docx.Document(io.BytesIO(raw))).read(), words=True
    )
    return read or (None, problems)


class _Reader:
    def __init__(self, file: str, document: Any) -> None:
        self.outline = Outline(file)
        self.document = document
        self.part = document.part
        self.styles = Styles(document)
        self.numbering = Numbering(document, self.styles)
        self.source = Source(self.part, self.styles, notes_of(self.part))
        self.number = 0
        self.counts: dict[str, int] = {}
        self.texts: list[str] = []
        self.contents: list[str] = []
        self.problems: list[Problem] = []

    def read(self) -> tuple[Outline, list[Problem]]:
        for left in self.heads():
            self.keep([left], Span(self.outline.file))
        self.blocks(self.document.element.body)
        if self.number > MAX_PARAGRAPHS:
            args = {"why": "rows", "limit": MAX_PARAGRAPHS}
            return self.outline, [Problem("XCH02", Span(self.outline.file), args)]
        if self.contents:
            left = Left("contents", " / ".join(self.contents))
            self.outline.left += self.told([left], Span(self.outline.file))
        self.outline.all_text = "\n".join(self.texts)
        return self.outline, self.problems

    def blocks(self, container: Any) -> None:
        """The paragraphs and tables below a container, whatever they are wrapped in."""
        for block in children(container):
            if self.number > MAX_PARAGRAPHS:
                return
            if block.tag == f"{W}p":
                self.paragraph(block)
            elif block.tag == f"{W}tbl":
                self.table(block)
            elif block.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.keep([Left("object")], self.here())
            else:
                self.blocks(block)

    def paragraph(self, paragraph: Any) -> None:
        self.number += 1
        passage = Passage(self.source).take(paragraph)
        text = passage.text
        self.texts.append(text)
        if self.styles.is_contents(paragraph):
            self.contents += [text] if text else []
            text = ""
        if not text:
            self.keep(passage.left, self.here())
            return
        heading = self.styles.heading(paragraph)
        mark, words = typed(text, heading=bool(heading))
        if not (heading or mark.may_follow(self.counts)):
            mark, words = Mark(), text
        self.counts[mark.manner] = mark.count
        given = self.numbering.mark(paragraph)
        mark = given if given.manner else mark
        line = Line(self.number, words, mark.manner, mark.rank, mark.count, heading)
        title = self.styles.is_title(paragraph)
        left = self.told(passage.left, self.here())
        self.outline.lines.append(replace(line, title=title, left=left))

    def table(self, table: Any) -> None:
        """A table as it stands; one of a single cell is but a frame."""
        rows = list(self.rows(table))
        own = [cell for row in rows for cell in row if cell is not None]
        if len(own) == 1:
            self.blocks(own[0])
            return
        self.number += 1
        left: list[Left] = []
        cells = [[self.cell(one, left) for one in row] for row in rows]
        cells = [row for row in cells if any(row)]
        words = " ".join(filter(None, (one for row in cells for one in row)))
        if cells:
            left.insert(0, Left("table", words[:_QUOTED]))
            width = max(map(len, cells))
            grid = tuple((*row, *[""] * (width - len(row))) for row in cells)
            self.texts.append(words)
            self.outline.lines.append(Line(self.number, words, table=grid))
        self.keep(left, self.here())

    def rows(self, table: Any) -> Iterator[list[Any]]:
        """The cells of each row; None stands where one above or before reaches."""
        for block in children(table):
            if block.tag == f"{W}tr":
                yield [*self.cells(block)]
            else:
                yield from self.rows(block)

    def cells(self, row: Any) -> Iterator[Any]:
        for block in children(row):
            if block.tag == f"{W}tc":
                properties = block.find(f"{W}tcPr")
                span = value(properties, "gridSpan") if properties is not None else ""
                yield block
                yield from [None] * (min(int(span), 64) - 1 if span.isdecimal() else 0)
            else:
                yield from self.cells(block)

    def cell(self, cell: Any, left: list[Left]) -> str:
        """The words of a cell, those of tables in it included."""
        return self.flowing(cell, self.source, left) if cell is not None else ""

    def flowing(self, container: Any, source: Source, left: list[Left]) -> str:
        """All words of a container as one text."""
        passages = [Passage(source).take(one) for one in paragraphs(container)]
        left += [each for one in passages for each in one.left]
        return " ".join(one.text for one in passages if one.text)

    def heads(self) -> Iterator[Left]:
        """The words of page heads and feet that are shown; page numbers are none."""
        settings = self.document.settings.element
        for relation in self.shown_heads(even=settings.find(f"{W}evenAndOddHeaders") is not None):
            part = self.part.related_parts[relation]
            left: list[Left] = []
            words = self.flowing(part.element, replace(self.source, part=part), left)
            if not _PAGE_NUMBER.fullmatch(words):
                yield Left("head", words)
            yield from (one for one in left if one.text)

    def shown_heads(self, *, even: bool) -> dict[str, None]:
        """The relations to page heads and feet, in order."""
        found: dict[str, None] = {}
        for section in self.document.element.body.iter(f"{W}sectPr"):
            shown = {
                "default": True,
                "even": even,
                "first": section.find(f"{W}titlePg") is not None,
            }
            for one in section:
                if one.tag in _HEADS and shown.get(one.get(f"{W}type", "default")):
                    found[one.get(f"{RELATION}id", "")] = None
        return found

    def here(self) -> Span:
        return Span(self.outline.file, self.number, inside=f"¶ {self.number}")

    def told(self, left: Iterable[Left], at: Span) -> tuple[Left, ...]:
        """What is left, and told."""
        every = tuple(dict.fromkeys(left))
        self.texts += [one.text for one in every]
        self.problems += [
            Problem("XCH12", at, {"why": one.why, "value": _quoted(one.text)}) for one in every
        ]
        return every

    def keep(self, left: Iterable[Left], at: Span) -> None:
        """Keep what stands in no line with the line before it."""
        every = self.told(left, at)
        lines = self.outline.lines
        if lines and every:
            lines[-1] = replace(lines[-1], left=lines[-1].left + every)
        else:
            self.outline.left += every


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
