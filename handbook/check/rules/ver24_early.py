"""A version takes effect before a release whose changes it holds.

What was released for a later day stands in the source already. A version made from there takes it
along: with an earlier day, the later change would be in force before its day, and nobody was told.
Only a version that changes nothing else gives a release another day.

Wrong (1.1.0 was released for 2027-01-01, and 1.1.1 corrects a word of it)::

    version: 1.1.1
    effective: 2026-11-26

Right::

    version: 1.1.1
    effective: 2027-01-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import may_be_released, released_here
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.early import brought_forward
from handbook.stamp.release import entry_of


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version that brings forward what was released for later."""
    for document, history in released_here(context):
        if not may_be_released(context, document):
            continue
        entry = entry_of(document)
        class_ = entry.change_class if entry else None
        if ahead := brought_forward(document, history, class_, context.today):
            args = {
                "id": document.id, "version": document.version, "date": document.effective,
                "ahead": ahead.version, "day": ahead.effective,
            }  # fmt: skip
            place = Place(context.library.file_of(document.id), ("effective",))
            yield Problem("VER24", place, args)


RULE = Rule(
    code="VER24",
    severity=Severity.ERROR,
    title=Words(
        "提前了已经定下日子的修改",
        "A later change brought forward",
    ),
    message=Words(
        "{id} {version} 自 {date} 起生效，其中却有 {ahead} 的修改，那是定在 {day} 生效的",
        "{id} {version} takes effect on {date} with changes of {ahead}, released for {day}",
    ),
    hint=Words(
        "生效日期改为 {day}；等不到那天的，从现行版本改起；要提前的，先单独发布换了日子的一版",
        "set it to {day}; what cannot wait starts from the version in force; to bring the change "
        "forward, first release it with another day and nothing else",
    ),
    check=check,
    module=__name__,
)
