"""A value is not one of those that its key may have.

Wrong::

    status: 草稿

Right::

    status: draft
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.kinds import KINDS
from handbook.model.role import RoleItem
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each kind that a role may approve and that does not exist."""
    allowed = ["all", *(kind.name for kind in KINDS)]
    for entry in context.library.entries.values():
        for number, kind in enumerate(
            entry.value.approves if isinstance(entry.value, RoleItem) else ()
        ):
            if kind not in allowed:
                near = difflib.get_close_matches(kind, allowed, n=1, cutoff=0.6)
                at = Place(entry.place.file, (*entry.place.route[:-1], "approves", number))
                args = {"key": "approves", "value": kind, "allowed": ", ".join(allowed)}
                why = "near" if near else ""
                yield Problem("FMT23", at, args | {"near": "".join(near), "why": why})


_MESSAGE = Words("「{key}」不能写「{value}」", "“{key}” cannot be “{value}”")

RULE = Rule(
    code="FMT23",
    severity=Severity.ERROR,
    title=Words("不在可选值之内", "Not one of the allowed values"),
    message=_MESSAGE,
    hint=Words("可以写：{allowed}", "allowed are: {allowed}"),
    check=check,
    module=__name__,
    cases={
        "near": Case(
            _MESSAGE,
            Words(
                "是不是「{near}」？可以写：{allowed}",
                "did you mean “{near}”? Allowed are: {allowed}",
            ),
        )
    },
)
