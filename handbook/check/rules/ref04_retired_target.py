"""A reference leads to a retired document, or to something in one.

The reader would follow what is no longer in force. A new document may name the one that it
supersedes, and a revision record may speak of the past.

Wrong::

    related: [SOP - RET - 00]

Right::

    related: [SOP-RET-01]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import uses_of
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each reference from a living document to a retired one."""
    library = context.library
    retired = {id_: one for id_, one in library.documents.items() if one.status == "retired"}
    if not retired:
        return
    for use in uses_of(library, retired):
        document = retired[library.entries[use.target].document]
        successor, ends = document.superseded_by or "", document.effective
        args = {"id": use.target, "document": document.id, "successor": successor, "day": ends}
        ahead = "ahead" if ends is not None and ends > context.today else ""
        why = " ".join(filter(None, [ahead, "successor" if successor else ""]))
        yield Problem("REF04", use.place, args | {"why": why})


_MESSAGE = Words(
    "「{id}」所在的文件 {document} 已作废", "“{id}” is in {document}, which is retired"
)
_AHEAD = Words(
    "「{id}」所在的文件 {document} 将于 {day} 作废",
    "“{id}” is in {document}, which is retired on {day}",
)
_HINT = Words(
    "改为引用现行文件，或删去引用", "refer to what is in force, or leave the reference out"
)
_SUCCESSOR = Words(
    "替代它的文件是 {successor}，改为引用其中的内容",
    "{successor} replaces it: refer to that",
)

RULE = Rule(
    code="REF04",
    severity=Severity.ERROR,
    title=Words("引用了作废文件", "Retired target"),
    message=_MESSAGE,
    hint=_HINT,
    check=check,
    module=__name__,
    cases={
        "successor": Case(_MESSAGE, _SUCCESSOR),
        "ahead": Case(_AHEAD, _HINT),
        "ahead successor": Case(_AHEAD, _SUCCESSOR),
    },
)
