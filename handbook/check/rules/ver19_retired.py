"""A retired document does not say why it ended.

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

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each retired document without a reason."""
    for document in context.library.documents.values():
        if document.status == "retired" and not document.retired_because:
            place = Place(context.library.file_of(document.id), ("status",))
            yield Problem("VER19", place, {"id": document.id})


RULE = Rule(
    code="VER19",
    severity=Severity.WARNING,
    title=Words(
        "作废没有写原因",
        "Retired without a reason",
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
)
