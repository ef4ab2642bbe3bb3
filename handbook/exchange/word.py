"""DOCX: a procedure as it was written, paragraph by paragraph, and what of it cannot be kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from handbook.diagnostics import Problem
from handbook.exchange.guard import examine
from handbook.load.text import cleared
from handbook.source import Span

MAX_PARAGRAPHS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMERALS = "一二三四五六七八九十百"
# Marks that people type before a step, by their manner: a list keeps to one of them.
_MARKS = {
    "chapter": rf"第\s?[{_NUMERALS}\d]{{1,3}}\s?[章节条]\s*[:：、.]?",
    "step": rf"(?:第\s?[{_NUMERALS}\d]{{1,3}}\s?步|步骤\s?[{_NUMERALS}\d]{{1,3}}"
    r"|[Ss]tep\s\d{1,2})\s*[:：、.]?",
    "han": rf"[{_NUMERALS}]{{1,3}}\s?[、.．]",
    "han-brackets": rf"[（(]\s?[{_NUMERALS}]{{1,3}}\s?[)）]\s*、?",
    "decimal": r"\d{1,2}(?:\.\d{1,2})+\.?(?=[\s\u4e00-\u9fff])",
    "number": r"\d{1,2}\s?(?:[、．)）]|\.(?!\d))",
    "brackets": r"[（(]\s?\d{1,2}\s?[)）]\s*、?",
    "circle": r"[①-⑳]",
}
_TYPED = re.compile("|".join(f"(?P<m{n}>{mark})" for n, mark in enumerate(_MARKS.values())))
_BULLET = "bullet"
_LOST = {
    f"{_W}drawing": "picture",
    f"{_W}pict": "picture",
    f"{_W}object": "picture",
    f"{_W}commentReference": "note",
    f"{_W}footnoteReference": "note",
    f"{_W}endnoteReference": "note",
    f"{_W}ins": "note",
    f"{_W}del": "note",
}
_BROKEN = (OpcError, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)
_QUOTED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``mark`` is the manner of its number, empty where it has none."""

    number: int
    """Its place among the paragraphs, from 1."""
    text: str
    """Without a typed number."""
    mark: str = ""
    heading: int = 0
    """Its level as a heading; nought for text."""


@dataclass
class Outline:
    """A Word file as lines, and all its text, tables and page heads included."""

    file: str
    lines: list[Line] = field(default_factory=list)
    all_text: str = ""


def read_word(file: str, raw: bytes) -> tuple[Outline | None, list[Problem]]:
    """Read a Word file. Raises nothing; what is wrong, or is left out, is told."""
    examined = examine(file, raw, words=True)
    if examined.problems:
        return None, examined.problems
    try:
        return _outline(file, docx.Document(io.BytesIO(raw)))
    except _BROKEN as error:
        examined.report("XCH01", why="broken", detail=f"{type(error).__name__}: {error}"[:120])
    return None, examined.problems


def _outline(file: str, document: Any) -> tuple[Outline, list[Problem]]:
    outline = Outline(file)
    problems: list[Problem] = []
    texts: list[str] = []
    bullets = _bullets(document)
    number = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            cells = [cell for row in _rows(block) for cell in row]
            texts += cells
            first = next((cell for cell in cells if cell), "")[:_QUOTED]
            problems.append(Problem("XCH12", Span(file), {"why": "table", "value": first}))
            continue
        number += 1
        if number > MAX_PARAGRAPHS:
            args = {"why": "rows", "limit": MAX_PARAGRAPHS}
            return outline, [Problem("XCH02", Span(file), args)]
        problems += _lost(file, block, number)
        texts.append(block.text)
        if line := _line(block, number, bullets):
            outline.lines.append(line)
    heads = list(_heads(document))
    problems += [
        Problem("XCH12", Span(file), {"why": "text", "value": head[:_QUOTED]}) for head in heads
    ]
    outline.all_text = "\n".join([*heads, *texts])
    return outline, _once(problems)


def _once(problems: list[Problem]) -> list[Problem]:
    """Each problem once for each place."""
    found: list[Problem] = []
    for problem in problems:
        if problem not in found:
            found.append(problem)
    return found


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [tidied(cell.text) for cell in row.cells]


def _line(paragraph: Paragraph, number: int, bullets: frozenset[tuple[str, str]]) -> Line | None:
    text = tidied(paragraph.text)
    if not text:
        return None
    heading = _heading(paragraph)
    mark = _numbering(paragraph, bullets)
    typed = _TYPED.match(text)
    if typed and typed.end() < len(text):
        name = list(_MARKS)[int(str(typed.lastgroup)[1:])]
        return Line(number, text[typed.end() :].strip(), mark or name, heading)
    return Line(number, text, mark, heading)


def tidied(text: str) -> str:
    """A text without signs that nobody sees, and with plain blanks."""
    return re.sub(r"\s+", " ", cleared(text.replace("\u200b", "").replace("\xad", ""))).strip()


def _heading(paragraph: Paragraph) -> int:
    """The level of a heading: by its style, or its place in the outline."""
    style: Any = paragraph.style
    name = str(getattr(style, "name", "") or "").lower()
    if name in ("title", "标题"):
        return 1
    match = re.fullmatch(r"(?:heading|标题) ?(\d)", name)
    if match:
        return int(match[1])
    level = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")  # noqa: SLF001 - python-docx has no word for it
    value = level.get(f"{_W}val", "9") if level is not None else "9"
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0  # noqa: PLR2004


def _numbering(paragraph: Paragraph, bullets: frozenset[tuple[str, str]]) -> str:
    """The list that Word numbers a paragraph in, as ``word-LIST-LEVEL``; empty for none."""
    style: Any = paragraph.style
    elements = [paragraph._p, getattr(style, "element", None)]  # noqa: SLF001 - as above
    for element in elements:
        found = element.find(f"{_W}pPr/{_W}numPr") if element is not None else None
        if found is None:
            continue
        id_, level = (_value(found, name) for name in ("numId", "ilvl"))
        if id_ in ("", "0"):
            return ""
        return _BULLET if (id_, level or "0") in bullets else f"word-{level or '0'}"
    return ""


def _bullets(document: Any) -> frozenset[tuple[str, str]]:
    """The lists and levels whose mark is no number."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # the file numbers nothing
        return frozenset()
    kinds: dict[str, set[str]] = {}
    for abstract in numbering.findall(f"{_W}abstractNum"):
        levels = {
            level.get(f"{_W}ilvl", "0")
            for level in abstract.findall(f"{_W}lvl")
            if _value(level, "numFmt") in ("bullet", "none")
        }
        kinds[abstract.get(f"{_W}abstractNumId", "")] = levels
    return frozenset(
        (one.get(f"{_W}numId", ""), level)
        for one in numbering.findall(f"{_W}num")
        for level in kinds.get(_value(one, "abstractNumId"), ())
    )


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _lost(file: str, paragraph: Paragraph, number: int) -> Iterator[Problem]:
    """What of a paragraph is more than its words."""
    at = Span(file, number, inside=f"¶ {number}")
    told = set()
    for element in paragraph._p.iter():  # noqa: SLF001 - as above
        why = _LOST.get(str(element.tag))
        if why and why not in told:
            told.add(why)
            yield Problem("XCH12", at, {"why": why})
        if element.tag == f"{_W}txbxContent" and "text" not in told:
            told.add("text")
            words = tidied("".join(element.itertext()))[:_QUOTED]
            yield Problem("XCH12", at, {"why": "text", "value": words})


def _heads(document: Any) -> Iterator[str]:
    """The words of page heads and feet."""
    for section in document.sections:
        for part in (section.header, section.footer):
            text = tidied(" ".join(one.text for one in part.paragraphs))
            if text and not text.isdecimal():
                yield text
