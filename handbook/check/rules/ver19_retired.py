"""A retired document does not say why it ended, or what replaces it is a draft.

The register of retired documents tells readers who still hold a print why it no longer counts, and
where to look instead.

Wrong::

    status: retired

Right::

    status: retired
    retired_because: 并入 SOP-RET-01
    superseded_by: SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each retired document without a reason."""
    for document in context.library.documents.values():
        if document.status == "retired" and not document.retired_because:
            place = Place(context.library.file_of(document.id), ("status",))
            yield Problem("VER19", place, {"id": document.id})
        next_ = context.library.documents.get(document.superseded_by or "")
        if document.status == "retired" and next_ is not None and next_.status == "draft":
            place = Place(context.library.file_of(document.id), ("superseded_by",))
            args = {"id": document.id, "successor": next_.id, "why": "draft"}
            yield Problem("VER19", place, args)


RULE = Rule(
    code="VER19",
    severity=Severity.WARNING,
    title=Words(
        "作废没有写清楚",
        "Retired without reason or successor",
    ),
    message=Words(
        "{id} 已作废，没有写原因",
        "{id} is retired, and nothing says why",
    ),
    hint=Words(
        "写 retired_because；有替代文件的写 superseded_by",
        "say `retired_because`, and `superseded_by` where something replaces it",
    ),
    check=check,
    module=__name__,
    cases={
        "draft": Case(
            Words(
                "取代 {id} 的 {successor} 还是草稿，读者看不到",
                "{successor}, which replaces {id}, is a draft that no reader can see",
            ),
            Words(
                "把 {successor} 写好、批准，或改为读者现在该看的文件",
                "have {successor} approved, or name what readers should look at meanwhile",
            ),
        ),
    },
)
