"""Values of the model as the interface tells them: plain text, full ids, quantities, limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from handbook.api import shapes
from handbook.model.base import Document, full
from handbook.model.quantity import Amount
from handbook.render.view import Book


class Places(Protocol):
    """Where things are on the site, from its root."""

    def path(self, address: str) -> str | None:
        """The page and anchor of an address; None where it has no place."""

    def coming(self, document: Document, day: date) -> str:
        """Where a document can be read as it will be from a day on."""

    def home(self, document: Document) -> str:
        """The page of a document, whether or not it is in force."""


@dataclass(frozen=True, slots=True)
class Teller:
    """A book, as other systems are told of it."""

    book: Book
    places: Places

    def text(self, text: str | None, document: str = "") -> str:
        """Prose as plain text; ``document`` is whose steps ``[[#step]]`` means."""
        if not text:
            return ""
        return self.book.prose.plain(text, document).strip()

    def texts(self, texts: Iterable[str], document: str = "") -> tuple[str, ...]:
        return tuple(self.text(text, document) for text in texts)

    def spoken(self, text: str) -> str:
        """Words to say, their blanks as ``{name}``."""
        return self.book.prose.spoken(text)

    def quantity(self, amount: Amount | None) -> shapes.Quantity | None:
        if amount is None:
            return None
        return shapes.Quantity(
            value=amount.value, upper=amount.upper, unit=amount.unit, seconds=amount.seconds,
            text=amount.words(self.book.language),
        )  # fmt: skip

    def optional(self, limit: str | Amount | None) -> shapes.Limit | None:
        """A limit, where there is one."""
        return None if limit is None else self.limit(limit)

    def limit(self, limit: str | Amount) -> shapes.Limit:
        """A limit with its number; a service level may have words only."""
        if isinstance(limit, Amount):
            return shapes.Limit(text=limit.words(self.book.language), amount=self.quantity(limit))
        entry = self.book.library.entries.get(limit)
        level = entry.value if entry else None
        amount = getattr(level, "limit", None) or getattr(level, "value", None)
        text = self.text(self.book.prose.value(limit))
        return shapes.Limit(text=text, level=limit, amount=self.quantity(amount))

    def page(self, address: str) -> str:
        """The place of an address on the site; empty where it has none."""
        return self.places.path(address) or ""


def ids(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    """Roles, channels ... written with or without their prefix, as full ids."""
    return tuple(full(kind, name) for name in names)


def one(kind: str, name: str | None) -> str | None:
    """The same of one that may be missing."""
    return full(kind, name) if name else None
