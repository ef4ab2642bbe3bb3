"""A document changed in what it asks, and no course covers it.

A change of class ``normative`` or ``structural`` changes what people must do. A course or quiz
question that covers the document, or anything in it, is where they learn of it. Asked only of a
handbook that has courses, and of documents that tell people what to do or say.

Wrong (no course has SOP-RET-02 under ``covers``)::

    id: SOP-RET-02
    changes:
      - {version: 2.0.0, date: 2026-11-01, class: structural, summary: 先登记, author: 客服部}

Right::

    courses:
      - id: course.aftersales
        covers: [SOP-RET-02]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.training import CourseItem
from handbook.source import Place

_KINDS = {"sop", "policy", "scripts", "phrases", "etiquette-guide"}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document whose newest change no course covers."""
    library = context.library
    if not library.of_kind(CourseItem.KIND):
        return
    covered = {
        library.entries[use.target].document
        for use in library.uses
        if "covers" in use.place.route and use.target in library.entries
    }
    for document in library.documents.values():
        if document.status == "retired" or document.KIND not in _KINDS:
            continue
        newest = document.changes[0]
        if newest.change_class != "editorial" and document.id not in covered:
            at = Place(library.file_of(document.id), ("changes", 0, "class"))
            args = {"id": document.id, "title": document.title, "version": newest.version}
            yield Problem("COV06", at, args)


RULE = Rule(
    code="COV06",
    severity=Severity.WARNING,
    title=Words("改了规定没有培训", "Change without training"),
    message=Words(
        "「{title}」{version} 改了做法，没有任何课程或考题覆盖 {id}",
        "“{title}” {version} changes what to do, and no course or quiz covers {id}",
    ),
    hint=Words(
        "在课程的 covers 里加上它；只改文字的，class 写 editorial",
        "add it under covers of a course; a change of words only is editorial",
    ),
    check=check,
    absence=True,
    module=__name__,
)
