"""Releases of the base revision are missing from a history.

A history only grows. What the main branch has released is in force, in prints and in people's
heads, whatever a branch says.

Wrong (the base has three lines, here are the first two)::

    history/SOP-RET-01.jsonl

Right::

    git checkout origin/main -- sop_sources/history/SOP-RET-01.jsonl
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Span
from handbook.stamp.history import histories


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each history that lost lines."""
    if context.base is None:
        return
    for former in histories(context.base.history).values():
        here = context.histories.get(former.id)
        seals = {one.seal for one in here.lines} if here else set()
        lost = [one for one in former.lines if one.seal not in seals]
        if lost:
            args = {"id": former.id, "version": lost[0].version, "count": len(lost)}
            why = {} if here else {"why": "file"}
            yield Problem("VER11", Span(former.file), args | why)


RULE = Rule(
    code="VER11",
    severity=Severity.ERROR,
    title=Words(
        "历史记录缺失",
        "History cut short",
    ),
    message=Words(
        "{id} 的历史比基准版本少 {count} 行，缺 {version}",
        "the history of {id} lacks lines of the base revision, {version} first; in all: {count}",
    ),
    hint=Words(
        "从基准版本恢复这个文件；历史只增不减",
        "take the file from the base revision; a history only grows",
    ),
    check=check,
    module=__name__,
    cases={
        "file": Case(
            Words(
                "{id} 的历史文件不见了，基准版本里有 {count} 行",
                "the history of {id} is gone; lines that the base revision has: {count}",
            ),
            Words(
                "从基准版本恢复这个文件；停用文件请用 handbook retire {id}",
                "take the file from the base revision; to end a document, run `handbook"
                " retire {id}`",
            ),
        ),
    },
)
