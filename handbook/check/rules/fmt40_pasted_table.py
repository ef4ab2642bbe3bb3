"""Lines of a text are divided by tabs, as a table is that was pasted from a spreadsheet.

Markdown takes a tab for a space: the reader sees all cells in one line of text. A table has a bar
between its cells, and a line of dashes below the first row.

Wrong (a tab between the cells)::

    detail: |
      等级	时限
      普通	24 小时

Right::

    detail: |
      | 等级 | 时限 |
      | --- | --- |
      | 普通 | 24 小时 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from handbook.check.occurrence import span_of
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library, Text
from handbook.model.prose import without_code
from handbook.source import Span

# A tab after the sign of a list's item is Markdown.
_DIVIDED = re.compile(r"\s*+(?:(?:[-*+>]|\d+[.)])\s+)*+\S[^\t]*\t.*\S")
_NO_ROW = re.compile(r" |\s*(?:[-*+>#]|\d+[.)])\s|.*\|")
"""A line in or of something else, or one whose bars would be taken for those of the table."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each run of lines that tabs divide."""
    for text in context.library.texts:
        if "\t" in text.value and not text.mark.slots:
            rows = without_code(text.value).split("\n")
            tabbed = ["\t" in row for row in rows]
            for has_tabs, run in groupby(range(len(rows)), tabbed.__getitem__):
                numbers = list(run)
                if has_tabs and any(_DIVIDED.match(rows[number]) for number in numbers):
                    yield _problem(context.library, text, rows, numbers[0], numbers[-1] + 1)


def _problem(library: Library, text: Text, rows: list[str], first: int, stop: int) -> Problem:
    lines = rows[first:stop]
    at = span_of(library, text, sum(len(row) + 1 for row in rows[:first]), lines[0])
    source = library.sources[at.file].split("\n")[at.line - 1 :][: len(lines)]
    indent = source[0][: at.column - 1]
    fix = None
    if source == [indent + line for line in lines] and not indent.strip():
        at = Span(at.file, at.line, at.column, at.line + len(lines) - 1, len(source[-1]) + 1)
        if text.mark.block and (table := _table(lines)):
            ends = "\n" if "".join(rows[stop : stop + 1]).strip() else ""
            fix = f"\n{indent}".join(table) + ends
    return Problem("FMT40", at, {"lines": len(lines)}, fix=fix)


def _table(lines: list[str]) -> list[str] | None:
    """The lines as a table in Markdown, where each has the same number of cells."""
    cells = [[cell.strip() for cell in line.split("\t")] for line in lines]
    if len(lines) == 1 or len({*map(len, cells)}) > 1 or any(map(_NO_ROW.match, lines)):
        return None
    cells.insert(1, ["---"] * len(cells[0]))
    return [f"| {' | '.join(row)} |" for row in cells]


RULE = Rule(
    code="FMT40",
    severity=Severity.WARNING,
    title=Words("粘贴来的表格没有写成表格", "Pasted table that is none"),
    message=Words(
        "这里有 {lines} 行用制表符（Tab）分开，读者看到的是连成一行的文字",
        "tabs divide {lines} line(s) here, and readers see words that run on",
    ),
    hint=Words(
        "写成表格：每行「| 甲 | 乙 |」，第二行「| --- | --- |」，放在「|」开头的多行文字里；"
        "不是表格的，把制表符换成空格",
        "write a table: rows like “| a | b |”, the second one “| --- | --- |”, in a text that "
        "begins with “|”; where it is none, type spaces in place of the tabs",
    ),
    check=check,
    local=True,
    module=__name__,
)
