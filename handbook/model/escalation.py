"""Problem grades and escalation paths."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import (
    Actor,
    AnyDocument,
    Document,
    Inline,
    Item,
    Limit,
    Model,
    Path,
    Plain,
    Role,
    Script,
)


class Grade(Item):
    """A grade of problem and who deals with it."""

    KIND: ClassVar[str] = "grade"
    ID_PREFIX: ClassVar[str] = "grade."
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("path",)

    name: Plain
    rank: int = Field(ge=1)
    """1 for the mildest."""
    criteria: Inline
    examples: tuple[Plain, ...] = ()
    handler: Role
    """The role that deals with it."""
    how: Inline
    """How it is dealt with."""
    within: Limit | None = None
    path: Path | None = None
    procedures: tuple[AnyDocument, ...] = ()
    """Procedures that are used."""


class Hop(Model):
    """One hand-over on a path."""

    to: Actor
    """Who takes over."""
    within: Limit
    """How soon they take over."""
    when: Inline
    """When it is handed over."""
    how: Inline
    """How it is handed over."""
    say: tuple[Script, ...] = ()
    """Scripts for the hand-over."""


class EscalationPath(Item):
    """Who is called in what order, and how soon each answers."""

    KIND: ClassVar[str] = "path"
    ID_PREFIX: ClassVar[str] = "path."

    name: Plain
    trigger: Inline
    """What sets it off."""
    starts_with: Role
    """The role that sets it off."""
    hops: tuple[Hop, ...] = Field(min_length=1)
    note: Inline | None = None
    asks: tuple[Plain, ...] = ()


class EscalationScheme(Document):
    """escalation/: grades of problems, and escalation paths."""

    KIND: ClassVar[str] = "escalation"

    grades: tuple[Grade, ...] = ()
    paths: tuple[EscalationPath, ...] = ()
