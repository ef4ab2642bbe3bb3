"""A desk guide shows nothing that its layout is for.

Each layout draws one kind of thing. A card of service levels that names no service level comes out
of the printer without the one thing for which it is pinned up.

Wrong::

    layout: service-levels
    faces:
      - {title: 时限, show: [SOP-RET-01]}

Right::

    layout: service-levels
    faces:
      - {title: 时限, show: [sla.return-accept, sla.refund-exchange]}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.names import KIND_NAMES
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.card import Card
from handbook.source import Place

_SHOWS = {
    "phrases": ("phrase", "phrases", "script", "scripts"),
    "escalation": ("path", "grade", "escalation"),
    "service-levels": ("sla", "std", "service-levels"),
    "kpis": ("kpi", "goal", "kpis"),
    "etiquette": ("etiquette", "etiquette-guide"),
    "swimlane": ("sop",),
}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each face without anything of its layout's kinds."""
    library = context.library
    for card in library.of_kind(Card.KIND):
        wanted = _SHOWS.get(card.layout, ()) if card.status != "retired" else ()
        for number, face in enumerate(card.faces if wanted else ()):
            shown = [library.entries[one].kind for one in face.show if one in library.entries]
            if len(shown) == len(face.show) and not set(shown) & set(wanted):
                at = Place(library.file_of(card.id), ("faces", number, "show"))
                args = {"layout": card.layout, "title": face.title, "kind": wanted}
                yield Problem("COV10", at, args)


RULE = Rule(
    code="COV10",
    severity=Severity.WARNING,
    title=Words("指引卡没有内容", "Card with nothing on it"),
    message=Words(
        "版式 {layout} 的一面「{title}」没有列出它要显示的内容",
        "the face “{title}” of the layout {layout} names nothing that this layout shows",
    ),
    hint=Words("列出：{kind}；或换一种版式", "name one of: {kind}; or choose another layout"),
    check=check,
    module=__name__,
    vocabulary={"kind": KIND_NAMES},
)
