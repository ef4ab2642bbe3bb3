"""A step, a form, a card or a rule of conduct has agents use a forbidden phrase.

What a procedure writes, agents say. Sentences that warn of the phrase (不说、不得、避免 …) are
innocent.

Wrong (``phrases/`` forbids 回去等通知)::

    detail: 请客户回去等通知。

Right::

    detail: 告诉客户几点前答复；不说「回去等通知」。
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.check.wording import forbidden_hits, is_denied
from handbook.diagnostics import Problem, Severity

_FIELDS = frozenset(("do", "detail", "caution", "note", "hint", "how", "label", "name", "title"))
"""Where it is written what agents do; customers' words and reasons stand elsewhere."""
_KINDS = frozenset(("sop", "forms", "card", "escalation", "etiquette-guide", "policy"))


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each forbidden phrase that agents are told to use."""
    library = context.library
    for phrase, found in context.once(forbidden_hits):
        document = library.documents.get(found.text.document)
        if document is None or document.KIND not in _KINDS:
            continue
        fields = {part for part in found.text.place.route if isinstance(part, str)}
        if fields.isdisjoint(_FIELDS) or is_denied(found.text.value, found.start):
            continue
        at, _ = exact_span(library, found.text, found.start, found.end)
        args = {"words": found.piece, "phrase": phrase.text}
        yield Problem("WRD02", at, args, ((library.entries[phrase.id].place, "phrase"),))


RULE = Rule(
    code="WRD02",
    severity=Severity.WARNING,
    title=Words("做法里有禁用语", "Forbidden phrase in what agents do"),
    message=Words(
        "「{words}」是禁用语「{phrase}」", "“{words}” is the forbidden phrase “{phrase}”"
    ),
    hint=Words(
        "换一种写法；用作反面例子的，在同一句里写明「不说」",
        "write it otherwise; where it is a bad example, say in the same sentence not to say it",
    ),
    check=check,
    local=True,
    module=__name__,
    vocabulary={"label": {"phrase": Words("禁用语在这里", "the forbidden phrase")}},
)
