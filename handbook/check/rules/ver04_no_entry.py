"""The revision record has no entry for the version.

Readers see what changed, why, and who answers for it, from the entry in ``changes``.

Wrong::

    version: 2.2.0
    changes:
      - version: 2.1.0

Right::

    version: 2.2.0
    changes:
      - version: 2.2.0
      - version: 2.1.0
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.release import entry_of


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version without an entry."""
    for document in context.library.documents.values():
        if entry_of(document) is None and document.status != "draft":
            place = Place(context.library.file_of(document.id), ("version",))
            args = {"id": document.id, "version": document.version}
            yield Problem("VER04", place, args)


RULE = Rule(
    code="VER04",
    severity=Severity.ERROR,
    title=Words(
        "缺少修订记录",
        "No entry in the revision record",
    ),
    message=Words(
        "{id} 的版本是 {version}，changes 里没有这一版的记录",
        "{id} is at {version}, but changes has no entry for it",
    ),
    hint=Words(
        "在 changes 最前面加上 {version} 的 date、class、summary、author；或运行 "
        "handbook bump {id}",
        "add an entry for {version} with date, class, summary and author; or run "
        "`handbook bump {id}`",
    ),
    check=check,
    module=__name__,
)
