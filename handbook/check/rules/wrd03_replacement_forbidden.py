"""The handbook recommends a phrase that it forbids elsewhere.

An agent who follows the one entry breaks the other, and loses points whichever he chooses.

Wrong (another entry forbids 尽快处理)::

    instead: [我们会尽快处理。]

Right::

    instead: ["我会在{deadline} 前办好并告诉您。"]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.fold import Folded
from handbook.check.occurrence import exact_span
from handbook.check.phrases import Phrases, Sought
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.wording import phrase_items, shapes
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Text
from handbook.model.phrase import PhraseItem


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each forbidden phrase in a replacement or a preferred phrase."""
    library = context.library
    phrases = {one.id: one for one in phrase_items(library, "forbidden") if not one.whole}
    sought = Phrases({key: Sought(shapes(one), one.allow) for key, one in phrases.items()})
    for text, why in _recommended(context):
        folded = Folded(text.value)
        for key, first, last in sought.find(folded.value):
            start, end = folded.origin(first, last)
            at, _ = exact_span(library, text, start, end)
            args = {"words": text.value[start:end], "phrase": phrases[key].text, "why": why}
            yield Problem("WRD03", at, args, ((library.entries[key].place, "phrase"),))


def _recommended(context: Context) -> Iterator[tuple[Text, str]]:
    library = context.library
    for text in (*library.texts, *library.labels):
        entry = library.entries.get(text.source)
        if entry is None or not isinstance(entry.value, PhraseItem):
            continue
        route = text.place.route
        if "instead" in route:
            yield text, "instead"
        elif entry.value.kind == "preferred" and ("text" in route or "forms" in route):
            yield text, ""


_HINT = Words("换一句，或改正另一条", "recommend something else, or mend the other entry")

RULE = Rule(
    code="WRD03",
    severity=Severity.ERROR,
    title=Words("推荐的说法被禁用", "Recommended and forbidden"),
    message=Words(
        "推荐用语里的「{words}」是禁用语「{phrase}」",
        "“{words}” in a preferred phrase is the forbidden phrase “{phrase}”",
    ),
    hint=_HINT,
    check=check,
    local=True,
    module=__name__,
    cases={
        "instead": Case(
            Words(
                "改说的话里，「{words}」是禁用语「{phrase}」",
                "“{words}” in a replacement is the forbidden phrase “{phrase}”",
            ),
            _HINT,
        )
    },
    vocabulary={"label": {"phrase": Words("禁用语在这里", "the forbidden phrase")}},
)
