"""A history was changed by hand.

The lines of ``history/<ID>.jsonl`` are written by the tool alone, and each is sealed to the one
before. What was told on a day cannot be told otherwise later.

Wrong (a line was edited, deleted, moved or put in)::

    history/SOP-RET-01.jsonl

Right::

    git checkout origin/main -- sop_sources/history/SOP-RET-01.jsonl
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Span

_FORKS = frozenset({"forked", "twice"})


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each line that the tool did not write, or not there.

    It writes no file without a line.
    """
    for history in context.histories.values():
        if not history.lines and not history.flaws:
            args = {"line": 1, "id": history.id, "why": "empty"}
            yield Problem("VER09", Span(history.file, 1, 1, 1, 1), args)
        for flaw in history.flaws:
            if flaw.why not in _FORKS:
                at = Span(history.file, flaw.line, 1, flaw.line, 1)
                args = {"line": flaw.line, "why": flaw.why, **flaw.args}
                yield Problem("VER09", at, args)


RULE = Rule(
    code="VER09",
    severity=Severity.ERROR,
    title=Words(
        "历史记录被改动",
        "History tampered with",
    ),
    message=Words(
        "历史记录第 {line} 行不是工具写下的样子",
        "line {line} of the history is not as the tool wrote it",
    ),
    hint=Words(
        "历史只能由工具追加；从主干恢复这个文件：git checkout origin/main -- 文件",
        "only the tool adds to a history; take the file from the main branch: `git checkout "
        "origin/main -- FILE`",
    ),
    check=check,
    module=__name__,
    cases={
        "unreadable": Case(
            Words("历史记录第 {line} 行读不出来", "line {line} of the history cannot be read"),
            Words(
                "从主干恢复这个文件：git checkout origin/main -- 文件",
                "take the file from the main branch: `git checkout origin/main -- FILE`",
            ),
        ),
        "empty": Case(
            Words("{id} 的历史文件是空的", "the history of {id} is empty"),
            Words(
                "从主干恢复这个文件：git checkout origin/main -- 文件",
                "take the file from the main branch: `git checkout origin/main -- FILE`",
            ),
        ),
        "edited": Case(
            Words(
                "历史记录第 {line} 行（版本 {version}）写下之后被改过",
                "line {line} of the history (version {version}) was edited after it was written",
            ),
            Words(
                "从主干恢复这个文件：git checkout origin/main -- 文件",
                "take the file from the main branch: `git checkout origin/main -- FILE`",
            ),
        ),
        "gap": Case(
            Words(
                "历史记录第 {line} 行（版本 {version}）接不上前一行：中间有行被删除、调换或插入",
                "line {line} of the history (version {version}) does not follow the one "
                "before: lines were deleted, moved or put in",
            ),
            Words(
                "从主干恢复这个文件：git checkout origin/main -- 文件",
                "take the file from the main branch: `git checkout origin/main -- FILE`",
            ),
        ),
        "other": Case(
            Words(
                "历史记录第 {line} 行属于另一个文件 {found}",
                "line {line} of the history belongs to another document, {found}",
            ),
            Words("把它移回 history/{found}.jsonl", "move it back to history/{found}.jsonl"),
        ),
    },
)
