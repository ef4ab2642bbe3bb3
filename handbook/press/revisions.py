"""Revision bars: which elements of a chapter say something else than in an earlier edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from handbook.model.base import Document
from handbook.render.view import Book
from handbook.stamp.since import Since, since

_BAR = Markup(" data-rev")
"""An attribute that print/style.css draws as a bar."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """What a chapter's template asks of its changes; without an edition to compare, nothing is."""

    found: Since | None

    @classmethod
    def of(cls, document: Document, book: Book, day: date | None) -> Revisions:
        """What has changed in a document since the edition of a day."""
        if day is None:
            return cls(None)
        return cls(since(document, book.library, book.histories.get(document.id), day))

    def __call__(self, *route: str) -> Markup:
        """The mark of an element that shows what is at a place.

        As its last part several fields that are shown together, with blanks between them.
        """
        return _BAR if self._touched(*route) else Markup()

    def item(self, *route: str) -> Markup:
        """The same for one member of a list, by its id."""
        return self(*route[:-1], f"#{route[-1]}")

    def less(self, *route: str) -> Markup:
        """The mark of a heading below which something is gone."""
        gone = self.found is not None and self.found.thins(*route)
        return _BAR if gone else Markup()

    @property
    def whole(self) -> Markup:
        """The mark of the title of a document that is new, or of which no more is known."""
        return _BAR if self.found and (self.found.added or self.found.unknown) else Markup()

    def deep(self, field: str, *parts: str) -> Markup:
        """The mark of an element that shows parts found anywhere below a field."""
        wheres = self.found.changed if self.found is not None else ()
        found = (where for where in wheres if where[0] == field and set(parts) <= set(where))
        return _BAR if any(found) else Markup()

    @property
    def any(self) -> Markup:
        """The mark of a document that has changed at all, or is new."""
        found = self.found
        return self.whole or (_BAR if found and (found.changed or found.removed) else Markup())

    def _touched(self, *route: str) -> bool:
        if self.found is None:
            return False
        return any(self.found.touches(*route[:-1], name) for name in route[-1].split("|"))
