"""A phrase is listed twice.

The two entries give two reasons and two replacements; a change reaches one of them. Full and half
width, capitals, Simplified and Traditional make no difference; entries for different channels do.

Wrong::

    phrases:
      - {id: phrase.soon, kind: forbidden, text: 马上就好, why: 没有时点}
      - {id: phrase.almost, kind: forbidden, text: 快了, forms: [馬上就好], why: 没有时点}

Right::

    phrases:
      - {id: phrase.soon, kind: forbidden, text: 马上就好, forms: [快了], why: 没有时点}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.fold import fold
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import plain_channels
from handbook.check.wording import phrase_items, shapes
from handbook.diagnostics import Problem, Severity
from handbook.model.phrase import PhraseItem
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each shape that an earlier entry of the same kind has."""
    library = context.library
    for kind in ("forbidden", "preferred"):
        first: dict[tuple[str, bool], PhraseItem] = {}
        for phrase in phrase_items(library, kind):
            at = library.entries[phrase.id].place
            for number, shape in enumerate(shapes(phrase)):
                before = first.setdefault((fold(shape).strip(), phrase.whole), phrase)
                if before.id == phrase.id or not _meet(before, phrase):
                    continue
                route = ("forms", number - 1) if number else ("text",)
                place = Place(at.file, (*at.route[:-1], *route))
                args = {"shape": shape, "id": phrase.id, "other": before.id}
                related = ((library.entries[before.id].place, "first"),)
                yield Problem("WRD22", place, args, related)


def _meet(one: PhraseItem, other: PhraseItem) -> bool:
    """Whether two entries hold in a channel both."""
    first, second = plain_channels(one.channels), plain_channels(other.channels)
    return not first or not second or not first.isdisjoint(second)


RULE = Rule(
    code="WRD22",
    severity=Severity.WARNING,
    title=Words("同一用语列了两次", "Phrase listed twice"),
    message=Words(
        "「{shape}」同时列在「{other}」和「{id}」里", "“{shape}” is in “{other}” as well as “{id}”"
    ),
    hint=Words("并成一条", "make one entry of them"),
    check=check,
    module=__name__,
    vocabulary={"label": {"first": Words("另一条", "the other entry")}},
)
