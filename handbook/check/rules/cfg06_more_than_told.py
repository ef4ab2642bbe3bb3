"""A file has more findings than are told at once.

Hundreds of findings in one file come of few mistakes, such as a wrong indent, and a list that
nobody can read helps nobody. The gravest are told first; the rest come when these are mended.

Wrong (one blank too few, from a line on)::

    steps:
     id: first

Right::

    steps:
      - id: first
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="CFG06",
    severity=Severity.NOTE,
    title=Words("问题太多，没有全部列出", "More findings than are told"),
    message=Words(
        "这个文件另有 {count} 个问题没有列出", "{count} more findings of this file are not told"
    ),
    hint=Words("先改正列出的，再检查一次", "mend those that are told, and check again"),
    module=__name__,
)
