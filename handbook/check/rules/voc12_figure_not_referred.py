"""A figure in prose repeats a standard instead of referring to it.

It is right today. When the standard changes, this copy stays behind, and the handbook contradicts
itself. A reference shows the value wherever it stands and changes with it. Meant are figures in a
sentence that names the standard, and in the text of a step that has that service level as its
limit.

Wrong::

    within: sla.return-accept
    detail: 在 10 分钟内受理退货

Right::

    within: sla.return-accept
    detail: 在[[sla.return-accept]]内受理退货
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import limit_of, same, words
from handbook.check.mentions import is_binding, mentions
from handbook.check.occurrence import span_of
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.figures import Figure, figures
from handbook.model.library import Library, Text
from handbook.model.sop import Step


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each figure that should be a reference."""
    library = context.library
    told = set()
    for one in context.once(mentions):
        if same(one.figure.amount, one.named.amount):
            told.add((one.text.place, one.figure.start))
            yield _problem(library, one.text, one.figure, one.named.entry.address)
    for text in library.texts:
        entry = library.entries.get(text.source)
        if entry is None or not isinstance(entry.value, Step):
            continue
        if isinstance(entry.value.within, str) and is_binding(library, text):
            for figure in _repeated(library, entry.value, text):
                if (text.place, figure.start) not in told:
                    yield _problem(library, text, figure, entry.value.within)


def _repeated(library: Library, step: Step, text: Text) -> Iterator[Figure]:
    limit = limit_of(library, step.within)
    for figure in figures(text.value) if limit else ():
        if limit and figure.bound == "at-most" and same(figure.amount, limit):
            yield figure


def _problem(library: Library, text: Text, figure: Figure, address: str) -> Problem:
    said = text.value[figure.start : figure.end]
    entry = library.entries[address]
    args = {"words": said, "id": address, "name": entry.label, "value": words(figure.amount)}
    span = span_of(library, text, figure.start, said)
    return Problem("VOC12", span, args, ((entry.place, "standard"),))


RULE = Rule(
    code="VOC12",
    severity=Severity.WARNING,
    title=Words("数字应改为引用", "Figure that should be a reference"),
    message=Words(
        "「{words}」照抄了「{name}」（{id}），标准一改这里就错",
        "“{words}” copies “{name}” ({id}) and goes wrong when that changes",
    ),
    hint=Words("写成 [[{id}]]", "write [[{id}]]"),
    check=check,
    local=True,
    module=__name__,
    vocabulary={"label": {"standard": Words("这项标准", "the standard")}},
)
