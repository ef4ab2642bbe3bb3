"""Service levels: response and resolution times, and other counted standards of the work."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from handbook.model.base import Channel, Document, Inline, Item, Kpi, Path, Plain
from handbook.model.quantity import Quantity


class ServiceLevel(Item):
    """How soon something must have happened; ``limit``, ``rule`` or both say it."""

    KIND: ClassVar[str] = "sla"
    ID_PREFIX: ClassVar[str] = "sla."
    BEGINS_WITH: ClassVar[tuple[str, ...]] = ("limit",)

    name: Plain
    touchpoint: Plain
    """The thing measured (first answer in chat); two levels of one touchpoint must agree."""
    channels: tuple[Channel, ...] = ()
    measure: Literal["response", "resolution", "handling", "wait", "follow-up", "window", "conduct"]
    limit: Quantity | None = None
    rule: Inline | None = None
    """In words, where no number says it (the customer hangs up first)."""
    starts: Inline | None = None
    """When the clock starts."""
    stops: Inline | None = None
    clock: Literal["calendar", "working"] = "calendar"
    applies: Inline | None = None
    """To what it applies, where two levels could be taken for one."""
    breach: Path | None = None
    """What happens when it is missed."""
    kpis: tuple[Kpi, ...] = ()
    """KPIs that it counts towards."""
    asks: tuple[Plain, ...] = ()

    @model_validator(mode="after")
    def _limit_or_rule(self) -> ServiceLevel:
        if self.limit is None and self.rule is None:
            raise PydanticCustomError("one_of", "one of them is needed", {"names": "limit, rule"})
        return self

    @property
    def counts(self) -> Literal["calendar", "working"] | None:
        """What time counts; None where nobody said, and the limit is in working days or words."""
        if self.clock == "calendar" and (self.limit is None or self.limit.unit == "workdays"):
            return None
        return self.clock

    def words(self, language: str) -> str:
        return self.limit.words(language) if self.limit else str(self.rule)


class Standard(Item):
    """A counted standard that is not a time limit: 2-3 items, 1 m, 3-5 questions."""

    KIND: ClassVar[str] = "std"
    ID_PREFIX: ClassVar[str] = "std."

    name: Plain
    value: Quantity = Field(examples=["3 items"])
    applies: Inline | None = None
    asks: tuple[Plain, ...] = ()

    def words(self, language: str) -> str:
        return self.value.words(language)


class ServiceLevels(Document):
    """service-levels/: limits and counted standards, which all else refers to."""

    KIND: ClassVar[str] = "service-levels"

    levels: tuple[ServiceLevel, ...] = Field(min_length=1)
    standards: tuple[Standard, ...] = ()
