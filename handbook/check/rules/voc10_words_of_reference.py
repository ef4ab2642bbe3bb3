"""A reference is shown in words that state another value than it has.

``[[id|words]]`` lets an author choose the words. A figure among them stays as it is when the
standard changes, and the reader who does not follow the link is told what is no longer true.

Wrong (the standard is 24 h)::

    detail: 在[[sla.first-response|12 小时内]]回复客户

Right::

    detail: 在[[sla.first-response]]内回复客户
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import value_of, words
from handbook.check.mentions import equal
from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import below, comparable
from handbook.diagnostics import Problem, Severity
from handbook.model.figures import figures
from handbook.model.library import Library, Use


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each figure that does not fit the reference it stands for."""
    library = context.library
    for use in library.uses:
        if use.prose and "|" in use.place.needle and not _is_past(library, use):
            entry = library.entries.get(use.target)
            value = value_of(entry.value) if entry else None
            if entry is None or value is None:
                continue
            said = use.place.needle.partition("|")[2].removesuffix("]]")
            for figure in figures(said):
                if comparable(figure.amount, value) and not equal(figure.amount, value):
                    args = {"words": said[figure.start : figure.end], "id": use.target}
                    key = "limit" if entry.kind == "sla" else "value"
                    related = ((below(entry, key), "value"),)
                    yield Problem("VOC10", use.place, args | {"value": words(value)}, related)


def _is_past(library: Library, use: Use) -> bool:
    entry = library.entries.get(use.source)
    if use.place.route[0] == "changes" or entry is None or not entry.document:
        return True
    return library.documents[entry.document].status == "retired"


RULE = Rule(
    code="VOC10",
    severity=Severity.ERROR,
    title=Words("引用的文字与数值不符", "Words against their reference"),
    message=Words(
        "引用写作「{words}」，而 {id} 是 {value}",
        "the reference is shown as “{words}”, but {id} is {value}",
    ),
    hint=Words("写成 [[{id}]]，数值会自动显示", "write [[{id}]]: the value is shown by itself"),
    check=check,
    module=__name__,
    vocabulary={"label": {"value": Words("现行数值", "the value in force")}},
)
