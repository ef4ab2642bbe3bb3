"""A version is in force, but its history does not hold it.

Either it waits to be released, or the last lines of the history were cut off. Until it is released
no record says what was in force, and prints of it cannot be verified.

Wrong (in December, the history ends with 1.0.0)::

    version: 1.1.0
    effective: 2026-11-01

Right::

    handbook release SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import released_here
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.release import is_released


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version in force that no history holds."""
    for document, history in released_here(context):
        last = history.last
        in_force = document.effective is not None and document.effective <= context.today
        if last is None or document.status == "draft" or not in_force:
            continue
        if not is_released(document, history) and context.base is None:
            place = Place(context.library.file_of(document.id), ("version",))
            args = {"id": document.id, "version": document.version, "last": last.version}
            yield Problem("VER12", place, args)


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
)
