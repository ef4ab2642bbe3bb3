"""Two branches released the same document.

Each branch was right by itself; together there are two successors of one version. One of them has
to be released again on top of the other, so that readers and prints know one order.

Wrong (after both sides of a merge conflict were kept)::

    {"version": "2.1.0", "previous": "ab..."}
    {"version": "2.1.0", "previous": "ab..."}

Right::

    git checkout origin/main -- sop_sources/history/SOP-RET-01.jsonl
    handbook bump SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Span

_FORKS = frozenset({"forked", "twice"})


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each line that a second branch wrote."""
    for history in context.histories.values():
        told: set[int] = set()
        for flaw in history.flaws:
            if flaw.why in _FORKS and flaw.line not in told:
                told.add(flaw.line)
                at = Span(history.file, flaw.line, 1, flaw.line, 1)
                yield Problem("VER10", at, {"id": history.id, "line": flaw.line, **flaw.args})


RULE = Rule(
    code="VER10",
    severity=Severity.ERROR,
    title=Words(
        "两个分支各发布了一次",
        "Released on two branches",
    ),
    message=Words(
        "{id} 在两个分支上各发布了一次，第 {line} 行的 {version} 与前面的记录冲突",
        "{id} was released on two branches: {version} in line {line} and a line before it go "
        "on from the same one",
    ),
    hint=Words(
        "保留主干的历史（git checkout origin/main -- 文件），再运行 handbook bump {id}，由"
        "主干重新发布",
        "keep the history of the main branch (`git checkout origin/main -- FILE`), then run "
        "`handbook bump {id}` and release again",
    ),
    check=check,
    module=__name__,
)
