"""Etiquette: do and don't, each with its reason."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import Channel, Document, Inline, Item, Plain
from handbook.model.sop import Picture


class EtiquetteRule(Item):
    """One rule of conduct."""

    KIND: ClassVar[str] = "etiquette"
    ID_PREFIX: ClassVar[str] = "etiquette."

    name: Plain
    topic: Plain
    """Dress, distance, voice ...; groups the rules."""
    do: Inline
    dont: Inline | None = None
    """What not to do."""
    why: Inline
    channels: tuple[Channel, ...] = ()
    picture: Picture | None = None
    asks: tuple[Plain, ...] = ()


class EtiquetteGuide(Document):
    """etiquette/: what to do and what not to, each with its reason."""

    KIND: ClassVar[str] = "etiquette-guide"

    rules: tuple[EtiquetteRule, ...] = Field(min_length=1)
