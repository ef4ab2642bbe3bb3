"""QA scorecards."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import Clause, Document, Inline, Item, Model, Plain


class Line(Item):
    """One line that a checker scores."""

    KIND: ClassVar[str] = "qa"
    ID_PREFIX: ClassVar[str] = "qa."
    LABEL: ClassVar[str] = "check"

    check: Plain
    """What is checked."""
    points: float = Field(gt=0, examples=[100])
    how: Inline
    """How points are taken off."""
    clauses: tuple[Clause, ...] = Field(min_length=1)
    """What it checks."""


class Fatal(Item):
    """An error that voids the whole score."""

    KIND: ClassVar[str] = "fatal"
    ID_PREFIX: ClassVar[str] = "fatal."
    LABEL: ClassVar[str] = "what"

    what: Plain
    """Which error."""
    consequence: Inline
    """What follows."""
    clauses: tuple[Clause, ...] = Field(min_length=1)
    """What it offends against."""


class Dimension(Model):
    """A group of lines; its weight is the sum of their points."""

    name: Plain
    weight: float = Field(gt=0, examples=[100])
    looks_at: Inline
    """What it looks at."""
    lines: tuple[Line, ...] = Field(min_length=1)


class Band(Model):
    """What a score from ``at_least`` upward is called and leads to."""

    name: Plain
    at_least: float = Field(examples=[90])
    """The lowest score."""
    consequence: Inline
    """What follows."""


class Scorecard(Document):
    """scorecards/: how a contact is scored."""

    KIND: ClassVar[str] = "scorecard"

    applies: Inline
    sample: Inline
    """How many contacts are drawn, and how."""
    total: float = Field(default=100, examples=[100])
    """The full score."""
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    fatal: tuple[Fatal, ...] = ()
    bands: tuple[Band, ...] = ()
    appeal: Inline | None = None
    """How to appeal."""
    loop: tuple[Inline, ...] = ()
    """How findings flow back into training and procedures."""
