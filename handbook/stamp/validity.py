"""Until when a printed copy may be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.model.base import Document
from handbook.model.library import Library
from handbook.stamp.digest import read_on
from handbook.stamp.history import History
from handbook.stamp.stamp import later, review_due

_WEEK = 7
_LONG = 14
"""Days from which on a print's expiry is a Sunday."""


@dataclass(frozen=True, order=True, slots=True)
class Validity:
    """The last day, and the document whose review ends it; empty where printing itself does."""

    until: date
    because: str


def validity(
    card: Document, library: Library, today: date, histories: Mapping[str, History]
) -> Validity | None:
    """Until when a card that is printed on a day may be used; None where nothing says.

    The earliest of its own review, the reviews of the documents that it shows or quotes, and the
    expiry of prints in handbook.yml.
    """
    return min(_ends(card, library, today, histories), default=None)


def _ends(
    card: Document, library: Library, today: date, histories: Mapping[str, History]
) -> Iterator[Validity]:
    for name in (card.id, *sorted(read_on(card, library) - {"", card.id})):
        due = review_due(library.documents[name], library.settings, histories.get(name))
        if due is not None:
            yield Validity(due, name)
    if library.settings is not None and library.settings.print_expiry is not None:
        yield Validity(_expiry(today, later(today, library.settings.print_expiry)), "")


def _expiry(today: date, last: date) -> date:
    """The last Sunday until a day, where it is some weeks ahead.

    A print of any day of a week then expires on the same day: cards are not set anew every day.
    """
    if (last - today).days < _LONG:
        return last
    return last - timedelta(days=(last.weekday() + 1) % _WEEK)
