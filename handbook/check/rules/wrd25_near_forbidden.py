"""A script says what people call a forbidden phrase, though not the phrase itself.

What a phrase is asked by (``asks``) is how people say the same; customers hear no difference.
Counted is only a clause that says nothing else, or a line where the words are few or the phrase
itself counts as a whole: within a sentence they may mean something else.

Wrong (``phrases/`` forbids 您先冷静, which is asked by 消消气)::

    text: 请您消消气，我来处理。

Right::

    text: 换作是我也会着急，我来处理。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.fold import fold
from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import Spoken, bare, plain_channels, spoken_texts
from handbook.check.wording import phrase_items, shapes
from handbook.diagnostics import Problem, Severity
from handbook.model.phrase import PhraseItem

PARTS = (re.compile(r"[^\n]+"), re.compile(r"[^。！？；，,;!?\n]+"))
"""A line, and a clause."""
POLITE = re.compile(
    "^(?:您好|你好|亲|抱歉|不好意思|请|麻烦|那|您|你|我们|我|这)+|(?:[了吧啊呀哦噢呢哈嘛啦的哟亲您你]+)$"
)
"""What makes the same words softer, but nothing else of them."""
_FEW = 3


def asked(phrase: PhraseItem) -> tuple[list[str], list[str]]:
    """What a phrase is asked by, bare: what counts as a line, and what also as a clause."""
    own = [fold(shape) for shape in shapes(phrase)]
    asks = [
        plain(ask)
        for ask in phrase.asks
        if phrase.whole or not any(shape in fold(ask) for shape in own)
    ]
    lines = [ask for ask in asks if ask and (phrase.whole or len(ask) < _FEW)]
    return lines, [ask for ask in asks if ask and ask not in lines]


def plain(words: str) -> str:
    """Words as they are compared: bare, and without what is merely polite."""
    return POLITE.sub("", bare(words))


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each such line or clause."""
    library = context.library
    phrases = phrase_items(library, "forbidden")
    whole = {bare(shape): one for one in phrases if one.whole for shape in shapes(one)}
    tables: tuple[dict[str, PhraseItem], ...] = ({}, {})
    for phrase in phrases:
        for table, asks in zip(tables, asked(phrase), strict=True):
            table.update(dict.fromkeys(asks, phrase))
    for wording in context.once(spoken_texts):
        for part, table in zip(PARTS, tables, strict=True):
            for match in part.finditer(wording.text.value):
                found = table.get(plain(match[0]))
                if found is None or not _applies(found, wording):
                    continue
                said = whole.get(bare(match[0])) if part is PARTS[0] else None
                if said is None or not _applies(said, wording):  # else WRD01 tells it
                    yield _problem(context, found, wording, match)


def _problem(
    context: Context, phrase: PhraseItem, wording: Spoken, match: re.Match[str]
) -> Problem:
    library = context.library
    at, _ = exact_span(library, wording.text, *match.span())
    args = {"words": match[0], "phrase": phrase.text, "script": wording.script.id}
    return Problem("WRD25", at, args, ((library.entries[phrase.id].place, "phrase"),))


def _applies(phrase: PhraseItem, wording: Spoken) -> bool:
    return not phrase.channels or not wording.channels.isdisjoint(plain_channels(phrase.channels))


RULE = Rule(
    code="WRD25",
    severity=Severity.WARNING,
    title=Words("话术接近禁用语", "Script close to a forbidden phrase"),
    message=Words(
        "话术「{script}」里的「{words}」与禁用语「{phrase}」是一个意思",
        "“{words}” in the script “{script}” says the same as the forbidden phrase “{phrase}”",
    ),
    hint=Words(
        "换成该禁用语所列的说法；不该算的，从它的 asks 里删去",
        "say it in one of the ways that the phrase lists; "
        "if it should not count, take it out of the phrase's asks",
    ),
    check=check,
    local=True,
    module=__name__,
    vocabulary={"label": {"phrase": Words("禁用语在这里", "the forbidden phrase")}},
)
