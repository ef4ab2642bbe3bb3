"""A title is too long for a desk guide.

Cards are read at a glance; a title that runs on to a second line costs the one below. A full-width
character counts one, a Latin letter half.

A side's title and the titles of what it shows have room for 24 and 32 characters on A4, 18 and 26
on A5, 14 and 20 on what is smaller.

Wrong::

    title: 客户情绪激动要求立即见到主管并声称要向媒体曝光的时候

Right::

    title: 客户要曝光：先安抚，再上报
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Document
from handbook.model.card import Card
from handbook.model.phrase import PhraseItem
from handbook.source import Place

_ROOM = ((200, (24, 32)), (140, (18, 26)), (0, (14, 20)))
"""By the width of a face in millimetres from which on there is that much."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each title that a card has no room for."""
    library = context.library
    for document in library.documents.values():
        if not isinstance(document, Card):
            continue
        wide = document.format(document.size).width
        own, shown = next(room for least, room in _ROOM if wide >= least)
        file = library.file_of(document.id)
        for number, face in enumerate(document.faces):
            at = Place(file, ("faces", number))
            yield from _title(face.title, own, document, Place(file, (*at.route, "title")))
            for place, target in enumerate(face.show):
                entry = library.entries.get(target)
                if entry is not None and not isinstance(entry.value, Document | PhraseItem):
                    where = Place(file, (*at.route, "show", place))
                    yield from _title(entry.label, shown, document, where, "shown")


def _title(title: str, room: int, card: Card, at: Place, why: str = "") -> Iterator[Problem]:
    width = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in title) / 2
    if width > room:
        args = {"title": title, "width": f"{width:g}", "room": room, "size": card.size}
        yield Problem("WRD18", at, {**args, "why": why})


RULE = Rule(
    code="WRD18",
    severity=Severity.WARNING,
    title=Words("指引卡的标题太长", "Title too long for a card"),
    message=Words(
        "卡片标题「{title}」有 {width} 字，{size} 的卡片只放得下 {room} 字",
        "the title “{title}” is {width} wide, and a card of {size} has room for {room}",
    ),
    hint=Words("缩短标题", "shorten it"),
    check=check,
    module=__name__,
    cases={
        "shown": Case(
            Words(
                "卡片要放的「{title}」有 {width} 字，{size} 的卡片只放得下 {room} 字",
                "“{title}” on the card is {width} wide, and {size} has room for {room}",
            ),
            Words("缩短它的标题，或换一张大一些的卡片", "shorten its title, or take a larger card"),
        )
    },
)
