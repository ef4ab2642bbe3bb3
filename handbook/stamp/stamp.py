"""The stamp of a document and of the whole edition, as printed and shown."""

from __future__ import annotations

import calendar
import hashlib
import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from handbook.model.base import Document
from handbook.model.library import Library
from handbook.model.quantity import Amount
from handbook.model.settings import Settings
from handbook.stamp.digest import SHORT, digest
from handbook.stamp.history import History

Standing = Literal["in-force", "coming", "draft", "retired"]
_YEAR = Amount(1, "years")
_MONTHS = {"months": 1, "quarters": 3, "years": 12}
_SPREAD = 6
"""Reviews may fall due this part of their interval early."""
_SATURDAY = 5
_WORKDAYS = 5
"""In a week: there is no calendar of holidays."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What identifies a printed or shown copy of a document."""

    id: str
    title: str
    version: str
    status: str
    standing: Standing
    effective: date | None
    review_due: date | None
    owner: str
    approver: str
    digest: str
    """Short form."""

    def overdue(self, today: date) -> bool:
        """Whether the review of a document in force is past its day."""
        return self.standing == "in-force" and bool(self.review_due and self.review_due < today)


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of the whole handbook."""

    date: date
    digest: str
    """Short form, over everything in force."""

    @property
    def name(self) -> str:
        return f"{self.date:%Y.%m.%d}-{self.digest}"


def standing(document: Document, today: date) -> Standing:
    """Whether a document is in force on a day."""
    if document.status != "approved":
        return "draft" if document.status == "draft" else "retired"
    return "in-force" if document.effective and document.effective <= today else "coming"


def stamp(
    document: Document, library: Library, today: date, history: History | None = None
) -> Stamp:
    """The stamp of a document on a day."""
    return Stamp(
        id=document.id,
        title=document.title,
        version=document.version,
        status=document.status,
        standing=standing(document, today),
        effective=document.effective,
        review_due=review_due(document, library.settings, history),
        owner=library.label(document.owner),
        approver=library.label(document.approver),
        digest=digest(document, library)[:SHORT],
    )


def edition(library: Library, today: date) -> Edition:
    """The edition that a build of this library on this day is."""
    total = hashlib.sha256()
    for document in library.documents.values():
        if standing(document, today) == "in-force":
            total.update(f"{document.id} {document.version} {digest(document, library)}\n".encode())
    return Edition(today, total.hexdigest()[:SHORT])


def review_due(
    document: Document, settings: Settings | None, history: History | None = None
) -> date | None:
    """The day by which a document must have been read again; None without an effective date.

    It is at most an interval after the document took effect or was last read again as a whole, and
    up to a sixth of the interval earlier: documents are often released together, and a day on which
    all of them fall due is a day on which none is really read. Which working day of that stretch it
    is follows from the id, so that the day is always the same and no schedule has to be kept.
    """
    if document.effective is None:
        return None
    reviewed = history.reviewed if history else None
    start = max(document.effective, reviewed or document.effective)
    defaults = settings.review_every if settings else {}
    every = document.review_every or defaults.get(document.KIND) or defaults.get("default") or _YEAR
    return _spread(document.id, start, later(start, every))


def _spread(id_: str, start: date, last: date) -> date:
    """A day of the last sixth between two days, by an id: a working day where there is one."""
    stretch = (last - start).days // _SPREAD
    back = int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8]) % (stretch + 1)
    day = last - timedelta(days=back)
    if day.weekday() < _SATURDAY:
        return day
    before = day - timedelta(days=day.weekday() - _SATURDAY + 1)
    after = before + timedelta(days=3)
    if before >= last - timedelta(days=stretch):
        return before
    return after if after <= last else day


def later(day: date, by: Amount) -> date:
    """``day`` plus an interval of days, working days, weeks, months, quarters or years.

    The calendar's first or last day where it would lie beyond. Working days are counted from the
    next one, Monday to Friday.
    """
    try:
        if by.unit == "workdays":
            return _workdays_later(day, math.ceil(by.value))
        if (seconds := by.seconds) is not None:
            return day + timedelta(seconds=seconds)
        months = day.month - 1 + int(by.value * _MONTHS[by.unit])
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return date.max if by.value > 0 else date.min


def _workdays_later(day: date, many: int) -> date:
    last = min(day.weekday(), _WORKDAYS - 1)  # from a weekend it is as far as from its Friday
    weeks, days = divmod(last + many, _WORKDAYS)
    return day + timedelta(weeks=weeks, days=days - day.weekday())
