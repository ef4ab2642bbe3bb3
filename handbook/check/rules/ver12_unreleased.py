"""A version is in force, but its history does not hold it.

Either it waits to be released, or the last lines of the history were cut off. Until it is released
no record says what was in force, and prints of it cannot be verified. A version for a later day
that nobody has approved is told of before that day: until then it is announced nowhere. In a
comparison with a base revision nothing is told of what the branch revises: it waits for the review.

Wrong (in December, the history ends with 1.0.0)::

    version: 1.1.0
    effective: 2026-11-01

Right::

    handbook release SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import in_review
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.release import belies, is_released, lacks_approval


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version in force that no history holds."""
    for document in context.library.documents.values():
        if document.effective is None or document.status == "draft":
            continue
        if in_review(context, document):
            continue
        place = Place(context.library.file_of(document.id), ("version",))
        args = {"id": document.id, "version": document.version}
        history = context.histories.get(document.id)
        last = history.newest if history else None
        if document.effective > context.today:
            if lacks_approval(document, context.histories):
                waits = args | {"date": document.effective, "why": "waits"}
                yield Problem("VER12", place, waits)
        elif last and not (is_released(document, history) or belies(document, history)):
            yield Problem("VER12", place, args | {"last": last.version})


RULE = Rule(
    code="VER12",
    severity=Severity.WARNING,
    title=Words(
        "已生效但未发布",
        "In force, not released",
    ),
    message=Words(
        "{id} {version} 已经生效，历史记录却只到 {last}",
        "{id} {version} is in force, but its history ends with {last}",
    ),
    hint=Words(
        "运行 handbook release {id}；如果已经发布过，说明历史被截断，从主干恢复",
        "run `handbook release {id}`; if it was released before, the history was cut: "
        "take it from the main branch",
    ),
    check=check,
    module=__name__,
    cases={
        "waits": Case(
            Words(
                "{id} {version} 等待批准：批准以前不列入「即将生效」，到了 {date} 也不会生效",
                "{id} {version} waits for approval: till then it is not announced, nor does it "
                "take effect on {date}",
            ),
            Words(
                "批准以后运行 handbook release {id} --approver 批准人",
                "once it is approved, run `handbook release {id} --approver WHO`",
            ),
        ),
    },
)
