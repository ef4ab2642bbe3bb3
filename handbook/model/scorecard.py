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
    consequence: Inline
    clauses: tuple[Clause, ...] = Field(min_length=1)


class Dimension(Model):
    """A group of lines; its weight is the sum of their points."""

    name: Plain
    weight: float = Field(gt=0, examples=[100])
    looks_at: Inline
    lines: tuple[Line, ...] = Field(min_length=1)


class Band(Model):
    """What a score from ``at_least`` upward is called and leads to."""

    name: Plain
    at_least: float = Field(examples=[90])
    consequence: Inline


class Scorecard(Document):
    """scorecards/"""

    KIND: ClassVar[str] = "scorecard"

    applies: Inline
    sample: Inline
    """How many contacts are drawn, and how."""
    total: float = Field(default=100, examples=[100])
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    fatal: tuple[Fatal, ...] = ()
    bands: tuple[Band, ...] = ()
    appeal: Inline | None = None
    loop: tuple[Inline, ...] = ()
    """How findings flow back into training and procedures."""
