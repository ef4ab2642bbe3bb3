"""A version is in force without anybody's approval.

An approved document says who approved it and when: in its revision record, or in its history where
the approval was given in the review. In a comparison with a base revision, what is being reviewed
is left out. A handbook without any history has not begun to keep approvals.

Wrong (in December)::

    status: approved
    effective: 2026-11-01
    changes:
      - version: 1.1.0

Right::

    changes:
      - version: 1.1.0
        approved: {by: role.director, on: 2026-10-28}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import in_review
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Document
from handbook.model.library import Library
from handbook.source import Place
from handbook.stamp.release import lacks_approval


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document in force that nobody approved."""
    for document in context.library.documents.values():
        in_force = document.effective is not None and document.effective <= context.today
        if not in_force or in_review(context, document):
            continue
        if lacks_approval(document, context.histories):
            yield unapproved(document, context.library, document.status)


def unapproved(document: Document, library: Library, why: str) -> Problem:
    """That nobody approved a document: what holds, what has ended, what is to be released."""
    place = Place(library.file_of(document.id), ("effective",))
    args = {"id": document.id, "version": document.version, "date": document.effective}
    return Problem("VER06", place, args | {"why": why})


RULE = Rule(
    code="VER06",
    severity=Severity.ERROR,
    title=Words(
        "未经批准就生效",
        "In force without approval",
    ),
    message=Words(
        "{id} {version} 自 {date} 起生效，却没有批准记录",
        "{id} {version} is in force since {date}, but nobody approved it",
    ),
    hint=Words(
        "在 changes 的这一条写 approved: {{by: ..., on: ...}}；还没批准的，改为以后的生效日期",
        "say `approved: {{by: ..., on: ...}}` in the entry; if it is not approved yet, set a "
        "later day",
    ),
    check=check,
    module=__name__,
    cases={
        "release": Case(
            Words(
                "{id} {version} 没有批准记录，不能发布",
                "{id} {version} cannot be released: nobody approved it",
            ),
            Words(
                "在 changes 的这一条写 approved: {{by: ..., on: ...}}，或加上 --approver 批准人",
                "say `approved: {{by: ..., on: ...}}` in the entry, or name `--approver WHO`",
            ),
        ),
        "retired": Case(
            Words(
                "{id} 自 {date} 起作废，却没有批准记录",
                "{id} is retired from {date} on, but nobody approved that",
            ),
            Words(
                "在 changes 的这一条写 approved: {{by: ..., on: ...}}；还没批准的，改为以后的日期",
                "say `approved: {{by: ..., on: ...}}` in the entry; if it is not approved yet, "
                "set a later day",
            ),
        ),
    },
)
