"""A document was deleted instead of retired.

Its history says that it was in force; links, prints and people still lead to it. A retired document
stays as a file, and the register says why it ended and what replaces it.

Wrong (its history is still there)::

    git rm sop_sources/sops/SOP-RET-00.yml

Right::

    handbook retire SOP-RET-00 --because 流程合并 --successor SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import gone
from handbook.diagnostics import Problem, Severity
from handbook.source import Span


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each history without a document."""
    for history, uses in context.once(gone):
        args = {"id": history.id, "uses": len(uses), "why": "used" if uses else ""}
        related = ((uses[0].place, "use"),) if uses else ()
        yield Problem("VER15", Span(history.file), args, related)


RULE = Rule(
    code="VER15",
    severity=Severity.ERROR,
    title=Words(
        "文件被删除",
        "Deleted, not retired",
    ),
    message=Words(
        "{id} 有发布历史，源文件却不在了",
        "{id} has a history, but its source is gone",
    ),
    hint=Words(
        "恢复源文件；要停用，恢复以后运行 handbook retire {id} --because 原因",
        "bring the source back; to end it, then run `handbook retire {id} --because REASON`",
    ),
    check=check,
    module=__name__,
    cases={
        "used": Case(
            Words(
                "{id} 有发布历史，源文件却不在了；还有 {uses} 处引用它",
                "{id} has a history, but its source is gone; {uses} places still refer to it",
            ),
            Words(
                "恢复源文件，改了的 id 或文件名改回去；"
                "要停用，恢复以后运行 handbook retire {id} --because 原因",
                "bring the source back, under its id and name; "
                "to end it, then run `handbook retire {id} --because REASON`",
            ),
        )
    },
    vocabulary={"label": {"use": Words("一处引用", "one of them")}},
)
