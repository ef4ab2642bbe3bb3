"""The YAML parser's complaints, sorted into the slips that authors make."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from handbook.diagnostics import Problem
from handbook.source import Span

# Before a value stand blanks, the signs of list entries and a key.
_ODD_BLANK = re.compile(r"[ \t]*(?:-[ \t]+)*(?:-|[\w.-]+:[ \t]*)?([^\S \t])")
_ODD_DASH = re.compile(r"\s*([－–—−])(?![－–—−])")
_WIDE_COLON = re.compile(r"\s*(?:- )*[\w.-]+\s*：")
_NO_SPACE = re.compile(r"\s*(?:- )*[\w.-]+:(?=\S)")
_VALUE = re.compile(r"(\s*(?:- )*(?:[^\s:#'\"{\[][^:#]*:\s+)?)(\[\[|\{(?=[A-Za-z_]\w*\})|['\"])")

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast parser, where there is one."""
_OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)

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
    ("expected the node content", "start"),
    ("expected comment or line break", "bar"),
    ("did not find expected '-' indicator", "place"),
    ("did not find expected key", "place"),
    ("expected <document start>", "several"),
    ("incompatible YAML document", "directive"),
    ("directive", "directive"),
)


def problem(file: str, error: yaml.MarkedYAMLError, shift: int, text: str) -> Problem:
    """One parser error as a problem; ``shift`` is added to its lines (front matter)."""
    return _Reading(file, error, shift, text.split("\n")).problem()


class _Slip(NamedTuple):
    """What went wrong, and where: line and column count from nought."""

    why: str
    line: int
    column: int
    width: int = 1


class _Reading:
    """Looks at the source around a parser error for the slip that an author would recognise."""

    def __init__(
        self, file: str, error: yaml.MarkedYAMLError, shift: int, lines: list[str]
    ) -> None:
        mark = error.problem_mark or error.context_mark
        context = error.context_mark or mark
        self.file = file
        self.shift = shift
        self.lines = lines
        self.said = error.problem or str(error)
        self.doing = error.context or ""
        self.mark = (mark.line, mark.column) if mark else (0, 0)
        """Where the parser stopped."""
        self.context = (context.line, context.column) if context else (0, 0)
        """Where that began which it was reading."""

    def problem(self) -> Problem:
        row = self.row(self.mark[0])
        if "\t" in row[: _indent(row)] or "tab character" in self.said:
            return Problem("FMT08", self.span(self.mark[0], row.find("\t"), 1))
        if "tag" in self.doing:
            tag = self.rest(self.context).split(" ")[0]
            return Problem("FMT06", self.span(*self.context, len(tag)), {"tag": tag})
        slip = self.slip()
        at = self.span(slip.line, slip.column, slip.width)
        character = self.rest((slip.line, slip.column))[:1]
        if character.isspace():
            character = f"U+{ord(character):04X}"
        args = {"why": slip.why, "detail": self.said, "character": character}
        return Problem("FMT03", at, args)

    def slip(self) -> _Slip:
        if "flow sequence" in self.doing or "flow mapping" in self.doing:
            return self.flow()
        why = next((why for said, why in _BY_PROBLEM if said in self.said), "other")
        match why:
            case "colon" | "no_colon":
                return self.odd_sign() or self.bad_colon(why) or self.colon(why)
            case "quote":
                return _Slip(why, *self.context)
            case "start":
                at = self.context if "scanning a" in self.doing else self.mark
                return self.left_open() or _Slip(why, *at)
            case "place":
                dash = self.rest(self.mark)[:2].rstrip() == "-"
                odd = self.odd_sign() or self.value_first()
                return odd or _Slip("dash" if dash else why, *self.mark)
        return _Slip(why, *self.mark)

    def flow(self) -> _Slip:
        """Something in brackets or braces that is not closed, or breaks off."""
        if self.rest(self.mark)[:1] in ("[", "{"):
            return _Slip("flow_text", *self.mark)
        why = "bracket" if "flow sequence" in self.doing else "brace"
        return self.value_first() or _Slip(why, *self.context)

    def left_open(self) -> _Slip | None:
        """The bracket or brace that is still open where the file ends."""
        after = (self.rest(self.mark), *self.lines[self.mark[0] + 1 :])
        if "flow node" not in self.doing or any(map(str.strip, after)):
            return None
        opened: list[yaml.Token] = []
        for token in yaml.scan("\n".join(self.lines), Loader=LOADER):
            if isinstance(token, _OPENING):
                opened.append(token)
            elif isinstance(token, _CLOSING):
                opened.pop()
        last = opened[-1]
        why = "bracket" if isinstance(last, yaml.FlowSequenceStartToken) else "brace"
        return _Slip(why, last.start_mark.line, last.start_mark.column)

    def odd_sign(self) -> _Slip | None:
        """A blank or dash that only looks like one, where the parser stopped or just before."""
        for number in (self.mark[0], self.mark[0] - 1, self.context[0]):
            row = self.row(number)
            if match := _ODD_BLANK.match(row):
                return _Slip("odd_blank", number, match.start(1))
            if match := _ODD_DASH.match(row):
                return _Slip("odd_dash", number, match.start(1))
        return None

    def bad_colon(self, why: str) -> _Slip | None:
        """A full-width colon, or one without a space, on the line or on the one above."""
        line, column = self.context if why == "no_colon" else self.mark
        for number in (line, line - 1):
            row = self.row(number)
            if match := _WIDE_COLON.match(row):
                return _Slip("wide_colon", number, match.end() - 1)
            if (match := _NO_SPACE.match(row)) and not re.search(r":\s", row[:column]):
                return _Slip("no_space", number, match.end() - 1)
        return None

    def colon(self, why: str) -> _Slip:
        """A colon too many in a value, a line deeper than it may be, or one without a colon."""
        line, column = self.mark
        row = self.row(line)
        if why == "colon":
            inside = re.search(r":\s", row[:column])
            return _Slip(why, line, column) if inside else _Slip("place", line, _indent(row))
        line, column = self.context
        return _Slip(why, line, column, len(self.row(line).rstrip()) - column)

    def value_first(self) -> _Slip | None:
        """A value that begins with a reference, a blank or a quotation, and goes on after it."""
        line, column = self.mark
        match = _VALUE.match(self.row(line))
        if match is None or match.end() > max(column, match.end(1) + 1):
            return None
        why = {"[[": "reference_first", "{": "slot_first"}.get(match[2])
        return (
            _Slip(why, line, match.start(2), len(match[2]))
            if why
            else _Slip("after_quote", line, column)
        )

    def rest(self, at: tuple[int, int]) -> str:
        return self.row(at[0])[at[1] :]

    def row(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def span(self, line: int, column: int, width: int) -> Span:
        line = min(line, max(len(self.lines) - 1, 0))
        column = min(max(column, 0), len(self.row(line)))
        end = min(column + max(width, 0), len(self.row(line)))
        number = line + self.shift + 1
        return Span(self.file, number, column + 1, number, end + 1)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
