"""A record cannot be read by this version of the tool.

The release in force on a day is made from its record. Where the source format has moved on, the
page cannot be made until the document is released again.

Wrong (its content has keys that the present format does not know)::

    history/SOP-RET-01.jsonl

Right::

    handbook bump SOP-RET-01 && handbook release SOP-RET-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import released_here
from handbook.diagnostics import Problem, Severity
from handbook.source import Span
from handbook.stamp.in_force import held, readable


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document that has to be made of such a record."""
    for document, history in released_here(context):
        line = held(document, context.histories, context.today)
        if line is not None and readable(line) is None:
            args = {"id": document.id, "version": line.version}
            at = Span(history.file, line.number, 1, line.number, 1)
            yield Problem("VER18", at, args)


RULE = Rule(
    code="VER18",
    severity=Severity.ERROR,
    title=Words(
        "发布记录读不出来",
        "Record out of date",
    ),
    message=Words(
        "{id} {version} 的发布记录是旧格式，现行页面做不出来",
        "the record of {id} {version} is in an older format: the page in force cannot be made",
    ),
    hint=Words(
        "让新版本立即生效，或用当时的工具版本构建",
        "let the new version take effect at once, or build with the tool of that time",
    ),
    check=check,
    module=__name__,
)
