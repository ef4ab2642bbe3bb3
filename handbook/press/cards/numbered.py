"""Desk guides as numbered copies: each is set with its number and holder, several on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from handbook.model.card import Card
from handbook.press.cards.faces import CardView
from handbook.press.cards.job import Fault
from handbook.press.cards.run import Pool, job_of, set_jobs, specimen, trimmed
from handbook.press.error import PressError
from handbook.render.view import Book
from handbook.stamp.copies import Issue


@dataclass(frozen=True, slots=True)
class Printed:
    """A file of copies: the trimmed format of the cards on it, in mm."""

    width: int
    height: int
    data: bytes


def numbered_cards(
    book: Book, issues: Iterable[tuple[Card, Issue]], sheet: str, cache: Path | None, pool: Pool
) -> list[Printed]:
    """Copies of cards, a file for each format: on sheets, or one after the other without one.

    Raises PressError where a holder's name has no room.
    """
    wanted = [
        (CardView(card, book, numbered), issue.size)
        for card, issue in issues
        for numbered in issue.stamps()
    ]
    jobs = [job_of(view, (size,)) for view, size in wanted]
    done = []
    for (view, size), one in zip(wanted, set_jobs(jobs, pool), strict=True):
        if one.faults:
            raise PressError(_too_long(view, one.faults[0]))
        done.append((view, size, one.sizes[size].pdf))
    done.sort(key=lambda one: trimmed(one[0], one[1]))  # stable: numbers stay in their order
    return [
        Printed(*format_, _bound(book, list(some), sheet, cache))
        for format_, some in groupby(done, lambda one: trimmed(one[0], one[1]))
    ]


def _bound(
    book: Book, cards: Sequence[tuple[CardView, str, bytes]], sheet: str, cache: Path | None
) -> bytes:
    from handbook.press.cards.impose import Cut, impose, plan  # noqa: PLC0415
    from handbook.press.figures import joined  # noqa: PLC0415

    ways, (first, size, _) = book.settings.cards, cards[0]
    cut = Cut(ways.bleed, ways.corner)
    planned = plan(sheet, *trimmed(first, size), cut) if sheet else None
    data = [pdf for *_, pdf in cards]
    if planned is None or not planned.slots:
        return joined(data)
    title = " ".join(dict.fromkeys(view.card.id for view, *_ in cards))
    jobs = [job_of(view, (size,)) for view, size, _ in cards]
    return impose(data, planned, cut, title, specimen(book, jobs, cache))


def _too_long(view: CardView, fault: Fault) -> str:
    numbered = view.numbered
    return view.book.t(
        "copies.too_long", id=view.card.id, size=fault.size, by=f"{fault.by:.1f}",
        holder=numbered.holder if numbered else "",
    )  # fmt: skip
