"""A script has a blank that is not declared, or a brace that belongs to no blank.

The agent would read out ``{order_no}`` to a customer. The blanks of all scripts are declared once,
under ``variables`` in handbook.yml, with the name that agents see and an example.

Wrong::

    text: 您的订单{orderno}已经发出。

Right::

    text: 您的订单{order_no}已经发出。
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache

from handbook.check.occurrence import span_of
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.prose import SLOT
from handbook.model.settings import Variable

_NARROW = str.maketrans("｛｝", "{}")
_BRACES = frozenset("{}｛｝")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each blank that handbook.yml does not declare, and each stray brace."""
    settings = context.library.settings
    if settings is None:
        return
    near = cache(lambda name: _near(name, settings.variables))
    for text in context.library.texts:
        if not text.mark.slots or _BRACES.isdisjoint(text.value):
            continue
        for match in SLOT.finditer(text.value):
            name = match[1]
            if name not in settings.variables:
                at = span_of(context.library, text, match.start(), match[0])
                args = {"name": name, "near": near(name), "why": "near" if near(name) else ""}
                yield Problem("REF08", at, args)
        for start, piece in _stray(text.value):
            known = near(piece.strip("{}｛｝ "))
            args = {"text": piece, "near": known, "why": "named" if known else "stray"}
            yield Problem("REF08", span_of(context.library, text, start, piece), args)


def _near(name: str, variables: Mapping[str, Variable]) -> str:
    """The variable that was probably meant: by its name for agents, or by a slip of the pen."""
    if not name:
        return ""
    by_name = [key for key, variable in variables.items() if name in (key, variable.name)]
    return next(iter([*by_name, *difflib.get_close_matches(name, variables, n=1, cutoff=0.6)]), "")


def _stray(text: str) -> Iterator[tuple[int, str]]:
    """Braces outside of blanks with what they enclose, of either width, each with its place."""
    rest = SLOT.sub(lambda match: "\0" * len(match[0]), text).translate(_NARROW)
    at = 0
    while (at := _next_brace(rest, at)) >= 0:
        end = rest.find("}", at)
        inside = rest[at : end + 1]
        whole = rest[at] == "{" and end >= 0 and "\n" not in inside and "\0" not in inside
        piece = inside if whole else rest[at]
        while whole and rest.startswith("}", at + len(piece)):
            piece += "}"
        yield at, text[at : at + len(piece)]
        at += len(piece)


def _next_brace(text: str, start: int) -> int:
    return min((at for sign in "{}" if (at := text.find(sign, start)) >= 0), default=-1)


_UNKNOWN = Words("空位「{{{name}}}」没有声明", "the blank “{{{name}}}” is not declared")

RULE = Rule(
    code="REF08",
    severity=Severity.ERROR,
    title=Words("没有声明的空位", "Undeclared blank"),
    message=_UNKNOWN,
    hint=Words(
        "在 handbook.yml 的 variables 里加上「{name}: {{name: 显示名称, example: 示例}}」",
        "add “{name}: {{name: what agents see, example: an example}}” to variables in handbook.yml",
    ),
    check=check,
    local=True,
    module=__name__,
    cases={
        "near": Case(_UNKNOWN, Words("是不是「{{{near}}}」？", "did you mean “{{{near}}}”?")),
        "named": Case(
            Words("「{text}」不是空位的写法", "“{text}” is not how a blank is written"),
            Words("写成「{{{near}}}」", "write “{{{near}}}”"),
        ),
        "stray": Case(
            Words("「{text}」不是空位的写法", "“{text}” is not how a blank is written"),
            Words(
                "空位写成「{{order_no}}」的样子：英文名，用英文大括号括起来；不是空位就去掉大括号",
                "write a blank like “{{order_no}}”: an English name in braces; "
                "leave the braces out of anything else",
            ),
        ),
    },
)
