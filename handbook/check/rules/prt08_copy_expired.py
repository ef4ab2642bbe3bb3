"""Controlled copies are in hand whose last day has passed.

A print says until when it may be used. Its holder has to be given a new one, or hand it back:
otherwise somebody works by a card that nobody has looked at since.

Wrong::

    {"event": "issue", "piece": "CARD-03", "until": "2026-10-31", "holder": "门店A"}

Right::

    handbook reprint --expired -o reprint
    handbook copies --destroyed CARD-03:1-12
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Span
from handbook.stamp.copies import registers, spans


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for copies that were issued together and have expired."""
    for register in registers(context.library.history).values():
        late: dict[int, list[int]] = defaultdict(list)
        issues = {copy.line: copy.issue for copy in register.used}
        for copy in register.used:
            if copy.issue.until is not None and copy.issue.until < context.today:
                late[copy.line].append(copy.number)
        for line, numbers in late.items():
            issue = issues[line]
            args = {
                "id": issue.piece, "numbers": spans(numbers), "holder": issue.holder,
                "until": str(issue.until),
            }  # fmt: skip
            yield Problem("PRT08", Span(register.file, line, 1, line, 1), args)


RULE = Rule(
    code="PRT08",
    severity=Severity.WARNING,
    title=Words("手里的副本已过期", "Copies in hand have expired"),
    message=Words(
        "{holder}手里的 {id} 第 {numbers} 号有效期到 {until} 为止，已经过了",
        "{holder} has {id} no. {numbers}, valid until {until}",
    ),
    hint=Words(
        "用 handbook reprint --expired -o 文件夹 换发；副本已不在的，用 handbook copies 登记",
        "print new ones: `handbook reprint --expired -o DIR`; note with `handbook copies`"
        " what is gone",
    ),
    check=check,
    module=__name__,
)
