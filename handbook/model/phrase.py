"""Forbidden and preferred wording."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Channel, Document, Inline, Item, Plain, Script, Wording


class PhraseItem(Item):
    """A phrase that must not, or should, be used."""

    KIND: ClassVar[str] = "phrase"
    ID_PREFIX: ClassVar[str] = "phrase."
    LABEL: ClassVar[str] = "text"
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("instead",)

    kind: Literal["forbidden", "preferred"]
    text: Plain
    """The phrase."""
    forms: tuple[Plain, ...] = ()
    """Other shapes of the same phrase."""
    whole: bool = False
    """True where only a whole message counts (a bare oh), not a part of one."""
    channels: tuple[Channel, ...] = ()
    """Where it applies; everywhere by default."""
    why: Inline
    instead: tuple[Wording, ...] = ()
    """What to say instead."""
    scripts: tuple[Script, ...] = ()
    """Scripts that say it well."""
    asks: tuple[Plain, ...] = ()
    allow: tuple[Plain, ...] = ()
    """Longer terms in which the words are innocent."""


class PhraseList(Document):
    """phrases/: forbidden phrases and preferred ones."""

    KIND: ClassVar[str] = "phrases"

    phrases: tuple[PhraseItem, ...] = Field(min_length=1)
