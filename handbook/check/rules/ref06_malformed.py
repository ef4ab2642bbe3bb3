"""A reference in a text is not well formed.

Readers would see the brackets instead of the value, as they would in titles, names and other plain
text, where no reference has a place. A reference is ``[[id]]`` or ``[[id|words]]`` in ordinary
brackets, on one line, without spaces around the id and without another one inside.

Wrong::

    detail: 首次回应见[[sla.first-response]

Right::

    detail: 首次回应见[[sla.first-response]]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.occurrence import mendable, span_of
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.prose import REFERENCE, without_code

_HALF = re.compile(r"(?<!\[)\[([^\[\]\n]+)\]\]")
_WIDE = re.compile(r"[【［](?:(?<=【)【|(?<=［)［)\s*[A-Za-z#][^【】［］\n\0]*(?:】】|］］)")
_EMPTY = re.compile(r"\[\[(\|[^\[\]\n]*)?\]\]")
_CONTEXT = 24
_BLANK = "\0"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each pair of brackets that is no reference."""
    for text in context.library.texts:
        if "[[" in text.value or "]]" in text.value:
            prose = text.value if text.mark.slots else without_code(text.value)
            for why, start, piece in _malformed(prose):
                at = span_of(context.library, text, start, piece)
                yield Problem("REF06", at, {"text": piece, "why": why})
    for text in context.library.labels:
        for match in REFERENCE.finditer(text.value):
            at = span_of(context.library, text, match.start(), match[0])
            yield Problem("REF06", at, {"text": match[0], "why": "plain"})
    for found in context.once(read_texts).few(_WIDE):
        new = "[[{}]]".format(re.sub(r"\s*｜\s*", "|", found.piece[2:-2].strip()))
        args: dict[str, object] = {"text": found.piece, "new": new, "why": "wide"}
        if found.text.mark.plain:
            at = span_of(context.library, found.text, found.start, found.piece)
            yield Problem("REF06", at, args | {"why": "plain"})
        else:
            yield mendable(context.library, "REF06", found, new, args)


def _malformed(text: str) -> Iterator[tuple[str, int, str]]:
    """What is wrong, and where in the text which piece."""
    for match in REFERENCE.finditer(text):
        if not match[1].strip() or match[2] == "":
            yield "empty", match.start(), match[0]
        elif match[1] != match[1].strip() or " " in match[1] or "\u3000" in match[1]:
            yield "space", match.start(), match[0]
    for match in _EMPTY.finditer(text):
        yield "empty", match.start(), match[0]
    rest = _EMPTY.sub(_blank, REFERENCE.sub(_blank, text))
    for match in _HALF.finditer(rest):
        yield "half", match.start(), match[0]
    rest = _HALF.sub(_blank, rest)
    start = rest.find("[[")
    while start >= 0:
        row = rest[start:].split("\n")[0]
        nested = _BLANK in row and "]]" in row
        length = len(row) if nested else min(len(row.split(_BLANK)[0]), _CONTEXT)
        yield "nested" if nested else "unclosed", start, text[start : start + length]
        start = rest.find("[[", start + 2)


def _blank(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])


_WHOLE = Words(
    "写成 [[编号]] 或 [[编号|显示的文字]]，在同一行内写完",
    "write [[id]] or [[id|words to show]], within one line",
)

RULE = Rule(
    code="REF06",
    severity=Severity.ERROR,
    title=Words("引用写法有误", "Malformed reference"),
    message=Words("引用「{text}」的写法有误", "the reference “{text}” is not well formed"),
    hint=_WHOLE,
    check=check,
    local=True,
    module=__name__,
    cases={
        "unclosed": Case(
            Words("引用「{text}」没有用「]]」结束", "the reference “{text}” is not closed by “]]”"),
            _WHOLE,
        ),
        "half": Case(
            Words(
                "引用「{text}」开头少了一个「[」", "the reference “{text}” lacks a “[” at its head"
            ),
            _WHOLE,
        ),
        "empty": Case(
            Words("引用「{text}」里缺少编号或文字", "the reference “{text}” lacks its id or words"),
            _WHOLE,
        ),
        "space": Case(
            Words("引用「{text}」的编号里有空格", "the id in the reference “{text}” holds a space"),
            Words("删去编号前后和中间的空格", "leave out the spaces around and in the id"),
        ),
        "plain": Case(
            Words(
                "「{text}」写在纯文字里，读者会看到方括号",
                "“{text}” stands in plain text, where readers see the brackets",
            ),
            Words(
                "这一项不能引用：写出名称，把引用写进说明（如 detail、text）或时限（within）",
                "nothing is referred to here: write the name, and refer in a text such as detail"
                " or in within",
            ),
        ),
        "wide": Case(
            Words(
                "「{text}」用的是中文括号，读者会照样看到",
                "“{text}” has full-width brackets, and readers see it as it is",
            ),
            Words("写成「{new}」", "write “{new}”"),
        ),
        "nested": Case(
            Words("引用「{text}」里面又有引用", "there is a reference in the reference “{text}”"),
            Words("拆成两个引用", "make two of them, one after the other"),
        ),
    },
)
