"""A register of controlled copies was changed by hand.

``history/copies/<ID>.jsonl`` tells who holds which copy. The tool alone writes it, and each line is
sealed to the one before, so that no number is given twice and no copy vanishes from the books.

Wrong (a line was edited, deleted, moved or put in)::

    history/copies/CARD-03.jsonl

Right::

    git checkout origin/main -- sop_sources/history/copies/CARD-03.jsonl
    handbook copies --lost CARD-03:7
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Span
from handbook.stamp.copies import registers


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each line that cannot be true, and each register that lost lines."""
    here = registers(context.library.history)
    for register in here.values():
        for flaw in register.flaws:
            at = Span(register.file, flaw.line, 1, flaw.line, 1)
            yield Problem("PRT07", at, {"line": flaw.line, "why": flaw.why, **flaw.args})
    former = registers(context.base.history) if context.base else {}
    for piece, register in former.items():
        known = here.get(piece)
        if known is None or known.lines[: len(register.lines)] != register.lines:
            yield Problem("PRT07", Span(register.file), {"line": 1, "why": "cut"})


_RESTORE = Words(
    "从主干恢复这个文件：git checkout origin/main -- 文件",
    "take the file from the main branch: `git checkout origin/main -- FILE`",
)
_AGAIN = Words(
    "从主干恢复这个文件，再用工具登记一次：两边发出的号码不能相同，已经印出来的要销毁重印",
    "take the file from the main branch and note it again by the tool: numbers that were given"
    " twice have to be destroyed and printed anew",
)

RULE = Rule(
    code="PRT07",
    severity=Severity.ERROR,
    title=Words("副本登记被改动", "Register of copies tampered with"),
    message=Words(
        "副本登记第 {line} 行读不出来",
        "line {line} of the register of copies cannot be read",
    ),
    hint=_RESTORE,
    check=check,
    module=__name__,
    cases={
        "edited": Case(
            Words(
                "副本登记第 {line} 行写下之后被改过",
                "line {line} of the register of copies was edited after it was written",
            ),
            _RESTORE,
        ),
        "gap": Case(
            Words(
                "副本登记第 {line} 行接不上前一行：中间有行被删除、调换或插入",
                "line {line} of the register of copies does not follow the one before: lines were"
                " deleted, moved or put in",
            ),
            _RESTORE,
        ),
        "forked": Case(
            Words(
                "副本登记第 {line} 行和另一行接在同一行之后：两个分支各自发放了副本",
                "line {line} of the register of copies follows the same line as another one: two"
                " branches issued copies",
            ),
            _AGAIN,
        ),
        "again": Case(
            Words(
                "副本登记第 {line} 行又发了一次第 {number} 号",
                "line {line} of the register of copies gives number {number} again",
            ),
            _AGAIN,
        ),
        "absent": Case(
            Words(
                "副本登记第 {line} 行登记收回、销毁或遗失的第 {number} 号，不在任何人手里",
                "line {line} of the register of copies ends number {number}, which nobody has",
            ),
            _RESTORE,
        ),
        "other": Case(
            Words(
                "副本登记第 {line} 行属于 {found}",
                "line {line} of the register of copies belongs to {found}",
            ),
            _RESTORE,
        ),
        "cut": Case(
            Words(
                "副本登记里少了基准版本已有的行",
                "the register of copies lacks lines of the base revision",
            ),
            _RESTORE,
        ),
    },
)
