"""Script libraries (话术): what to say, with blanks, by scene, channel and mood."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import (
    Channel,
    Clause,
    Document,
    Inline,
    Item,
    Model,
    Mood,
    Phrase,
    Plain,
    Scene,
    Wording,
    full,
)

_INTERNAL = "scene.internal"


class Variant(Model):
    """Other words for one channel or one mood of the customer."""

    channel: Channel | None = None
    mood: Mood | None = None
    text: Wording


class ScriptItem(Item):
    """One thing to say."""

    KIND: ClassVar[str] = "script"
    ID_PREFIX: ClassVar[str] = "script."
    LABEL: ClassVar[str] = "title"

    title: Plain
    scene: Scene
    channels: tuple[Channel, ...] = Field(min_length=1)
    purpose: Inline
    text: Wording
    """What to say; ``{order_no}`` is a blank that the agent fills in."""
    variants: tuple[Variant, ...] = ()
    """Wordings for one channel or one mood."""
    verbatim: bool = False
    """Said or sent word for word, as law or a contract has it."""
    note: Inline | None = None
    """How to say it, when not to."""
    avoid: tuple[Phrase, ...] = ()
    asks: tuple[Plain, ...] = ()
    see: tuple[Clause, ...] = ()

    @property
    def to_customer(self) -> bool:
        """Whether customers hear it; the rest is said among colleagues."""
        return full("scene", self.scene) != _INTERNAL

    def words(self, language: str) -> str:  # noqa: ARG002
        return self.text


class ScriptLibrary(Document):
    """scripts/: what to say, by scene, channel and mood."""

    KIND: ClassVar[str] = "scripts"

    scripts: tuple[ScriptItem, ...] = Field(min_length=1)
