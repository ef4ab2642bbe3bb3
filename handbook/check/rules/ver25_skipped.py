"""A version was never released, and a later one takes its place.

Two changes that were merged one soon after the other are released one after the other: the later
one waits. Otherwise the earlier one would never be in force, on no day, and no record would hold
it.

Wrong (the history ends with 1.0.0)::

    version: 1.2.0
    changes:
      - {version: 1.2.0, date: 2026-11-24, class: normative, summary: 缩短, author: 流程组}
      - {version: 1.1.0, date: 2026-11-23, class: normative, summary: 退款, author: 退货组}

Right (the release of 1.1.0 has run, the history ends with it)::

    version: 1.2.0
    changes:
      - {version: 1.2.0, date: 2026-11-24, class: normative, summary: 缩短, author: 流程组}
      - {version: 1.1.0, date: 2026-11-23, class: normative, summary: 退款, author: 退货组}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import may_be_released, released_here
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.version import number


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each entry between the last release and a document's version."""
    for document, history in released_here(context):
        last = history.newest
        if last is None or history.flaws or document.status == "draft":
            continue
        if not may_be_released(context, document):
            continue
        for index, change in enumerate(document.changes):
            if number(last.version) < number(change.version) < number(document.version):
                place = Place(context.library.file_of(document.id), ("changes", index, "version"))
                args = {"id": document.id, "skipped": change.version, "version": document.version}
                yield Problem("VER25", place, args | {"last": last.version})


RULE = Rule(
    code="VER25",
    severity=Severity.ERROR,
    title=Words(
        "有一版没有发布就被取代",
        "Version replaced before its release",
    ),
    message=Words(
        "{id} {skipped} 还没有发布，历史记录只到 {last}，{version} 就要取代它",
        "{id} {skipped} was not released, the history ends with {last}: {version} would replace it",
    ),
    hint=Words(
        "等 {skipped} 那次合并的发布运行完，再检查、发布一次；{skipped} 不必单独发布的，"
        "把这一条并入 {version} 的说明",
        "once the release of the merge of {skipped} has run, check and release again; what needs "
        "no release of its own goes into the entry of {version}",
    ),
    check=check,
    module=__name__,
)
