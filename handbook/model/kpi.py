"""KPI definitions."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Channel, Department, Document, Inline, Item, Model, Plain, Role
from handbook.model.quantity import measured

_SIGNS = {"higher": "≥", "lower": "≤"}
# Beyond these there is nothing: a sign would only puzzle.
_BOUNDS = {("higher", "%", 100), ("lower", "%", 0)}


class Scale(Model):
    """The range on which scores are given."""

    min: float = Field(examples=[0])
    max: float = Field(examples=[5])


class Thresholds(Model):
    """Where a value calls for attention, and where for action."""

    warning: float | None = Field(default=None, examples=[85])
    critical: float | None = Field(default=None, examples=[80])


class KpiItem(Item):
    """One KPI; the target is met at or beyond it in ``direction``."""

    KIND: ClassVar[str] = "kpi"
    ID_PREFIX: ClassVar[str] = "kpi."
    IN_CHINESE: ClassVar[frozenset[str]] = frozenset({"en"})

    name: Plain
    en: Plain | None = None
    definition: Inline
    formula: Inline
    unit: Plain
    """Such as ``%`` or points."""
    direction: Literal["higher", "lower"]
    scale: Scale | None = None
    """The range of scores."""
    target: float | None = Field(default=None, examples=[90])
    """Left out for a KPI that is only watched."""
    thresholds: Thresholds | None = None
    cycle: tuple[Literal["daily", "weekly", "monthly", "quarterly", "yearly"], ...] = Field(
        min_length=1
    )
    data_source: Inline
    owner: Department
    """The department in charge."""
    roles: tuple[Role, ...] = ()
    """Who is measured by it."""
    channels: tuple[Channel, ...] = ()
    applies: Inline | None = None
    note: Inline | None = None
    synonyms: tuple[Plain, ...] = ()
    asks: tuple[Plain, ...] = ()

    def words(self, language: str) -> str:
        return self.target_words(language) or self.name

    def target_words(self, language: str) -> str:
        """The target as ``≥ 4.8 分``; empty where there is none."""
        if self.target is None:
            return ""
        number = measured(self.target, self.unit, language)
        if (self.direction, self.unit, self.target) in _BOUNDS:
            return number
        return f"{_SIGNS[self.direction]} {number}"


class Review(Model):
    """What is done with the figures of a cycle."""

    cycle: Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
    subject: Plain
    """What is looked at."""
    use: Inline
    """What is done with it."""


class KpiSet(Document):
    """kpis/: how service is measured."""

    KIND: ClassVar[str] = "kpis"

    kpis: tuple[KpiItem, ...] = Field(min_length=1)
    reviews: tuple[Review, ...] = ()
    """What is done with the figures of each cycle."""
