"""The glossary."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import Clause, Document, Inline, Item, Plain


class TermItem(Item):
    """A term with every way in which people write or say it."""

    KIND: ClassVar[str] = "term"
    ID_PREFIX: ClassVar[str] = "term."
    LABEL: ClassVar[str] = "term"
    IN_CHINESE: ClassVar[frozenset[str]] = frozenset({"en", "traditional", "pinyin"})

    term: Plain
    en: Plain | None = None
    definition: Inline
    synonyms: tuple[Plain, ...] = ()
    colloquial: tuple[Plain, ...] = ()
    """How customers say it (money back for refund)."""
    traditional: tuple[Plain, ...] = ()
    """Traditional forms that character conversion does not give."""
    pinyin: Plain | None = None
    """Only where the library errs."""
    see: tuple[Clause, ...] = ()

    def without_doubles(self) -> TermItem:
        """The term with each word for it once, as two become one in another script."""
        words = dict.fromkeys((*self.synonyms, *self.colloquial))
        words.pop(self.term, None)
        synonyms = tuple(word for word in words if word in self.synonyms)
        colloquial = tuple(word for word in words if word not in self.synonyms)
        return self.model_copy(update={"synonyms": synonyms, "colloquial": colloquial})


class Terms(Document):
    """terms.yml: terms of the trade, and what else people call them."""

    KIND: ClassVar[str] = "terms"

    entries: tuple[TermItem, ...] = Field(min_length=1)
