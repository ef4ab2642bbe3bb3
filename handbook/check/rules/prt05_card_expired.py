"""A desk guide would be printed with a day that has passed.

A card is valid until the earliest review of itself and of what it shows. Where that review is
overdue, the card says so from the first day, and nobody should use it.

Wrong (SLA-01 was to be reviewed in October)::

    faces:
      - {title: 时限, show: [sla.return-accept]}

Right (after reading SLA-01 again)::

    handbook confirm SLA-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.card import Card
from handbook.source import Place
from handbook.stamp.validity import validity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each approved card that has expired."""
    library = context.library
    for card in library.of_kind(Card.KIND):
        if card.status != "approved":
            continue
        ends = validity(card, library, context.today, context.histories)
        if ends is not None and ends.until < context.today:
            at = Place(library.file_of(card.id), ("id",))
            args = {"id": card.id, "until": ends.until.isoformat(), "because": ends.because}
            yield Problem("PRT05", at, args)


RULE = Rule(
    code="PRT05",
    severity=Severity.WARNING,
    title=Words("指引卡已过期", "Card that has expired"),
    message=Words(
        "{id} 的有效期到 {until} 为止，已经过了：{because} 应在那天前复审",
        "{id} was valid until {until}: {because} was to be reviewed by then",
    ),
    hint=Words(
        "重读 {because}：仍然正确就运行 handbook confirm {because}",
        "read {because} again; if it holds, run `handbook confirm {because}`",
    ),
    check=check,
    module=__name__,
)
