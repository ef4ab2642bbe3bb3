"""Reviews that fall due: of every document in force, the day by which it must be read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handbook.model.base import Document
from handbook.model.library import Library
from handbook.stamp.history import History
from handbook.stamp.stamp import review_due, standing


@dataclass(frozen=True, slots=True)
class Review:
    """A document with the day on which its review is due, and the names of who keeps it."""

    document: Document
    due: date
    owner: str
    approver: str


def reviews(library: Library, histories: Mapping[str, History], today: date) -> list[Review]:
    """The reviews of what is in force on a day, the most urgent first."""
    found = []
    for document in library.documents.values():
        due = review_due(document, library.settings, histories.get(document.id))
        if due and standing(document, today) == "in-force":
            owner, approver = document.owner, document.approver
            found.append(Review(document, due, library.label(owner), library.label(approver)))
    return sorted(found, key=lambda review: (review.due, review.document.id))


def owners(library: Library) -> dict[str, str]:
    """The departments that own a document: name by address, in the order of the sources."""
    owning = {document.owner for document in library.documents.values()}
    return {
        entry.address: entry.label for entry in library.entries.values() if entry.address in owning
    }


def owned_by(review: Review, owner: str) -> bool:
    """Whether a department, by its address, owns the document under review."""
    return review.document.owner == owner
