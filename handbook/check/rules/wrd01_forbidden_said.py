"""A script says what the handbook forbids.

An agent trusts a script: a forbidden phrase in one is heard by every customer. Phrases are found
without regard to word borders, width, script or markup, in the channels that they are forbidden in;
longer terms that a phrase allows are innocent.

Wrong (``phrases/`` forbids 不归我管)::

    text: 退款不归我管，您问财务。

Right::

    text: 退款由财务部办理，我替您转交，今天 18:00 前告诉您进展。
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import Spoken, bare, plain_channels, spoken_texts
from handbook.check.wording import forbidden_hits, phrase_items, shapes
from handbook.diagnostics import Problem, Severity
from handbook.model.phrase import PhraseItem


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each forbidden phrase in a wording."""
    wordings = {one.text.place: one for one in context.once(spoken_texts)}
    for phrase, found in context.once(forbidden_hits):
        wording = wordings.get(found.text.place)
        if wording is not None and _applies(phrase, wording):
            yield _problem(context, phrase, wording, found.start, found.end)
    whole = {
        bare(shape): phrase
        for phrase in phrase_items(context.library, "forbidden")
        if phrase.whole
        for shape in shapes(phrase)
    }
    for wording in wordings.values():
        phrase_or_none = whole.get(bare(wording.text.value))
        if phrase_or_none is not None and _applies(phrase_or_none, wording):
            yield _problem(context, phrase_or_none, wording, 0, len(wording.text.value))


def _applies(phrase: PhraseItem, wording: Spoken) -> bool:
    return not phrase.channels or not wording.channels.isdisjoint(plain_channels(phrase.channels))


def _problem(
    context: Context, phrase: PhraseItem, wording: Spoken, start: int, end: int
) -> Problem:
    library = context.library
    at, _ = exact_span(library, wording.text, start, end)
    words = wording.text.value[start:end]
    args = {"words": words, "phrase": phrase.text, "script": wording.script.id}
    return Problem("WRD01", at, args, ((library.entries[phrase.id].place, "phrase"),))


RULE = Rule(
    code="WRD01",
    severity=Severity.ERROR,
    title=Words("话术里有禁用语", "Forbidden phrase in a script"),
    message=Words(
        "话术「{script}」里的「{words}」是禁用语「{phrase}」",
        "“{words}” in the script “{script}” is the forbidden phrase “{phrase}”",
    ),
    hint=Words(
        "换成该禁用语所列的说法；属于更长的固定说法，把那个说法写进它的 allow",
        "say it in one of the ways that the phrase lists; "
        "if it is part of a longer term, add that term to the phrase's allow",
    ),
    check=check,
    local=True,
    module=__name__,
    vocabulary={"label": {"phrase": Words("禁用语在这里", "the forbidden phrase")}},
)
