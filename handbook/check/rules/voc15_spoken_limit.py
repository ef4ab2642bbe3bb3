"""A script tells a limit otherwise than it is, by the everyday words for it.

Customers are told 退款要十天, not the name of the standard; what they are told is what they hold
the company to. How people speak of a limit is known by what it is asked by (``asks``) and by the
glossary. Less than the limit may be promised, but a period that customers have, such as that for
a return, is told as it is. A figure behind the name itself is VOC11's.

Wrong (the service level 退款完成 is asked by 退款几天到, and is 3 workdays)::

    text: 您的退款一般 7 到 15 个工作日到账。

Right::

    text: 您的退款在[[sla.refund]]内到账。
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.fold import Folded
from handbook.check.limits import words
from handbook.check.mentions import mentions
from handbook.check.occurrence import span_of
from handbook.check.rule import Context, Rule, Words
from handbook.check.sayings import meant, sayings
from handbook.check.spoken import spoken_texts
from handbook.diagnostics import Problem, Severity
from handbook.model.figures import figures


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each figure that no limit spoken of so allows."""
    library = context.library
    said = sayings(library)
    named = {(one.text.place, one.figure.start) for one in context.once(mentions)}
    for wording in context.once(spoken_texts) if said else ():
        text = wording.text
        folded = Folded(text.value)
        for figure in figures(folded.value):
            start, end = folded.origin(figure.start, figure.end)
            saying = None if (text.place, start) in named else meant(folded.value, figure, said)
            if saying:
                entry, told = saying.entry, text.value[start:end]
                args = {"words": told, "id": entry.address, "name": entry.label}
                span, related = span_of(library, text, start, told), ((entry.place, "standard"),)
                yield Problem("VOC15", span, args | {"value": words(saying.limit)}, related)


RULE = Rule(
    code="VOC15",
    severity=Severity.WARNING,
    title=Words("话术里的时限与标准不符", "Limit told otherwise in a script"),
    message=Words(
        "话术说「{words}」，说的像是「{name}」（{id}），它是 {value}",
        "a script says “{words}”, by its words of “{name}” ({id}), which is {value}",
    ),
    hint=Words(
        "改为引用 [[{id}]]；说的是别的事，换一个说法",
        "refer to [[{id}]]; where something else is meant, say it in other words",
    ),
    check=check,
    local=True,
    module=__name__,
    vocabulary={"label": {"standard": Words("这项标准", "the standard")}},
)
