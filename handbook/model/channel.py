"""Channels: where customers and colleagues are met."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Department, Document, Inline, Item, Plain


class ChannelItem(Item):
    """One channel: hotline, live chat, shop counter."""

    KIND: ClassVar[str] = "channel"
    ID_PREFIX: ClassVar[str] = "channel."

    name: Plain
    group: Literal["online", "offline", "internal"]
    summary: Inline
    use: tuple[Inline, ...] = ()
    """What it is for and how it is used."""
    hours: Inline | None = None
    """When customers are served."""
    owner: Department | None = None
    """The department in charge."""
    synonyms: tuple[Plain, ...] = ()


class Channels(Document):
    """channels.yml: where customers are served and colleagues reached."""

    KIND: ClassVar[str] = "channels"

    entries: tuple[ChannelItem, ...] = Field(min_length=1)
