"""The YAML parser's complaints, sorted into the slips that authors make."""

from __future__ import annotations

import re

import yaml

from handbook.diagnostics import Problem
from handbook.source import Span

_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )*[\w.-]+\s*：")
_NO_SPACE = re.compile(r"\s*(?:- )*[\w.-]+:(?=\S)")
_VALUE = re.compile(r"(\s*(?:- )*(?:[^\s:#'\"{\[][^:#]*:\s+)?)(\[\[|\{(?=[A-Za-z_]\w*\})|['\"])")
_START = re.compile(r"\s*(?:- )*(?:[^\s:#]+:\s+)?")

# What libyaml says, and what PyYAML's own parser says where it differs, to the slip behind it.
_BY_PROBLEM = (
    ("mapping values are not allowed", "colon"),
    ("sequence entries are not allowed", "dash_inline"),
    ("could not find expected ':'", "no_colon"),
    ("found unexpected end of stream", "quote"),
    ("found unexpected document indicator", "quote"),
    ("found unknown escape character", "escape"),
    ("hexdecimal number", "escape"),
    ("invalid Unicode character escape", "escape"),
    ("cannot start any token", "start"),
    ("expected alphabetic or numeric character", "start"),
    ("did not find expected node content", "start"),
    ("expected comment or line break", "bar"),
    ("did not find expected '-' indicator", "place"),
    ("did not find expected key", "place"),
    ("expected <document start>", "several"),
    ("incompatible YAML document", "directive"),
    ("directive", "directive"),
)
_AT_CONTEXT = {"quote", "bracket", "brace"}


def problem(file: str, error: yaml.MarkedYAMLError, shift: int, text: str) -> Problem:
    """One parser error as a problem; ``shift`` is added to its lines (front matter)."""
    return _Reading(file, error, shift, text.split("\n")).problem()


class _Reading:
    def __init__(
        self, file: str, error: yaml.MarkedYAMLError, shift: int, lines: list[str]
    ) -> None:
        self.file = file
        self.error = error
        self.shift = shift
        self.lines = lines
        mark = error.problem_mark or error.context_mark
        context = error.context_mark or mark
        self.mark = (mark.line, mark.column) if mark else (0, 0)
        self.context = (context.line, context.column) if context else (0, 0)

    def problem(self) -> Problem:
        line, column = self.mark
        row = self.row(line)
        if "\t" in row[: len(row) - len(row.lstrip())] or "tab character" in self.said:
            return Problem("FMT08", self.span(line, row.find("\t")))
        if "tag" in (self.error.context or ""):
            line, column = self.context
            tag = self.row(line)[column:].split(" ")[0]
            return Problem("FMT06", self.span(line, column, len(tag)), {"tag": tag})
        why = self.slip()
        args: dict[str, object] = {"why": why, "detail": self.said}
        if why in _AT_CONTEXT:
            line, column = self.context
        line, column, width = self.closer(why, line, column, args)
        return Problem("FMT03", self.span(line, column, width), args)

    @property
    def said(self) -> str:
        return self.error.problem or str(self.error)

    def slip(self) -> str:
        context = self.error.context or ""
        if "flow sequence" in context:
            return "bracket"
        if "flow mapping" in context:
            return "brace"
        return next((why for said, why in _BY_PROBLEM if said in self.said), "other")

    def closer(
        self, why: str, line: int, column: int, args: dict[str, object]
    ) -> tuple[int, int, int]:
        """Look at the source for a better name of the slip, set in ``args``, and its place."""
        if why in ("colon", "no_colon") and (found := self.bad_colon(why, args)):
            return found
        if why == "colon":
            before = self.row(line)[:column]
            if not re.search(r":\s", before):
                args["why"] = "place"
                return line, len(before) - len(before.lstrip()), 1
        if why == "no_colon":
            line, column = self.context
            row = self.row(line)
            return line, column, max(len(row.rstrip()) - column, 1)
        if why in ("bracket", "brace") and self.row(self.mark[0])[self.mark[1] :][:1] in ("[", "{"):
            args["why"] = "flow_text"
            return *self.mark, 1
        if why in ("place", "bracket", "brace"):
            return self.value_first(line, column, args)
        if why == "start":
            line, column = self.context if "scanning a" in (self.error.context or "") else self.mark
            args["character"] = self.row(line)[column : column + 1]
        return line, column, 1

    def bad_colon(self, why: str, args: dict[str, object]) -> tuple[int, int, int] | None:
        """A full-width colon or one without a space, on the line or on the one above."""
        line = self.context[0] if why == "no_colon" else self.mark[0]
        for number in (line, line - 1):
            row = self.row(number)
            if row.startswith("\u3000") or re.match(r" *\u3000", row):
                args["why"] = "wide_space"
                return number, row.find("\u3000"), 1
            if match := _FULL_WIDTH_COLON.match(row):
                args["why"] = "wide_colon"
                return number, match.end() - 1, 1
            if (match := _NO_SPACE.match(row)) and not re.search(r":\s", row[: self.mark[1]]):
                args["why"] = "no_space"
                return number, match.end() - 1, 1
        return None

    def value_first(self, line: int, column: int, args: dict[str, object]) -> tuple[int, int, int]:
        row = self.row(line)
        if args["why"] == "place" and row[column : column + 2] in ("-", "- "):
            args["why"] = "dash"
            return line, column, 1
        match = _VALUE.match(row)
        if match and match.end() <= max(column, match.end(1) + 1):
            why = {"[[": "reference_first", "{": "slot_first"}.get(match[2], "after_quote")
            at = column if why == "after_quote" else match.start(2)
            args["why"] = why
            return line, at, 1 if why == "after_quote" else len(match[2])
        return line, column, 1

    def row(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def span(self, line: int, column: int, width: int = 1) -> Span:
        line = min(line, max(len(self.lines) - 1, 0))
        column = min(max(column, 0), len(self.row(line)))
        end = min(column + width, len(self.row(line)))
        number = line + self.shift + 1
        return Span(self.file, number, column + 1, number, end + 1)
