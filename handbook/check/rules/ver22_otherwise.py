"""A source and the record of its very version disagree.

What was released is announced and takes effect as it was released: a later edit of its day or
status changes nothing of that. It is overtaken by a release only: of the same content with another
day, or of what shall hold instead, from that day or an earlier one.

Wrong (1.1.0 was released for 2026-12-07)::

    version: 1.1.0
    effective: 2026-12-21

Right::

    handbook bump SOP-RET-01 -m 推迟到 12 月 21 日 --effective 2026-12-21
    handbook release SOP-RET-01 --approver role.director
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import released_here
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.release import belies


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document that stands otherwise than it was released."""
    for document, history in released_here(context):
        last = history.newest
        if last is None or not belies(document, history):
            continue
        why = "day" if document.status == last.status else document.status
        key = "effective" if why == "day" else "status"
        args = {
            "id": document.id,
            "version": document.version,
            "date": document.effective,
            "recorded": last.effective,
            "status": last.status,
            "why": why,
        }
        yield Problem("VER22", Place(context.library.file_of(document.id), (key,)), args)


RULE = Rule(
    code="VER22",
    severity=Severity.ERROR,
    title=Words(
        "与发布记录不一致",
        "Not as it was released",
    ),
    message=Words(
        "{id} {version} 发布时不是这样：记录的状态是 {status}",
        "{id} {version} was released otherwise: as {status}",
    ),
    hint=Words(
        "改回 {status}；要改变，用新的版本号发布：运行 handbook bump {id}",
        "set it back to {status}; to change it, release it under a new number: "
        "run `handbook bump {id}`",
    ),
    check=check,
    module=__name__,
    cases={
        "day": Case(
            Words(
                "{id} {version} 发布的生效日期是 {recorded}，这里写的是 {date}",
                "{id} {version} was released for {recorded}, not for {date}",
            ),
            Words(
                "改回 {recorded}；还没到日子、要换一天的，"
                "运行 handbook bump {id} --effective {date}，批准后发布",
                "set it back to {recorded}; while that day is to come, another one takes "
                "`handbook bump {id} --effective {date}` and a release",
            ),
        ),
        "draft": Case(
            Words(
                "{id} {version} 已经发布，{recorded} 生效，不能再改回草稿",
                "{id} {version} was released for {recorded}: it is no draft any more",
            ),
            Words(
                "改回 {status}。写下一版用更高的版本号；要撤回还没生效的，恢复以前的内容，"
                "运行 handbook bump {id} --effective 不晚于 {recorded} 的日期，批准后发布",
                "set it back to {status}. A draft of the next version has a higher number; to "
                "take back what is still to come, bring the former content back, run `handbook "
                "bump {id} --effective` with {recorded} or an earlier day, and release",
            ),
        ),
        "retired": Case(
            Words(
                "{id} {version} 是作为有效版本发布的，不能用同一个版本号作废",
                "{id} {version} was released as approved: it does not end under the same number",
            ),
            Words(
                "改回 {status}，再运行 handbook retire {id} --because 原因",
                "set it back to {status}, then run `handbook retire {id} --because REASON`",
            ),
        ),
    },
)
