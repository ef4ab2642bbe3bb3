"""Improvement programmes: diagnosis, goals, measures, tracking, evaluation, PDCA."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import (
    Actor,
    Block,
    Document,
    Form,
    Inline,
    Item,
    Kpi,
    Model,
    Part,
    Plain,
    To,
)
from handbook.model.quantity import Duration, Quantity


class Phase(Part):
    """One step of the programme."""

    KIND: ClassVar[str] = "step"
    LABEL: ClassVar[str] = "title"

    title: Plain
    goal: Inline
    """What it is to achieve."""
    do: tuple[Inline, ...] = Field(min_length=1)
    who: Actor
    """The role or department that acts."""
    record: tuple[Form, ...] = ()
    """Forms to fill in."""
    result: Inline
    """What comes of it."""


class Finding(Item):
    """A figure that the diagnosis found."""

    KIND: ClassVar[str] = "finding"
    ID_PREFIX: ClassVar[str] = "finding."

    name: Plain
    dimension: Literal["process", "people", "resources", "communication"]
    value: Quantity = Field(examples=["80%"])
    """How it is today."""
    benchmark: Quantity | None = Field(default=None, examples=["90%"])
    meaning: Inline
    """What that tells."""

    def words(self, language: str) -> str:
        return self.value.words(language)


class Milestone(Model):
    """What must be reached on the way."""

    after: Duration = Field(examples=["1 month"])
    """How long after the start."""
    value: Quantity = Field(examples=["85%"])
    """What is reached by then."""


class Goal(Item):
    """A goal: from the baseline to the target within a time."""

    KIND: ClassVar[str] = "goal"
    ID_PREFIX: ClassVar[str] = "goal."

    name: Plain
    kpi: Kpi | None = None
    """The KPI that measures it."""
    unit_note: Inline | None = None
    """The scale or scope, where it differs from the standing KPI."""
    baseline: Quantity = Field(examples=["80%"])
    target: Quantity = Field(examples=["90%"])
    within: Duration = Field(examples=["3 months"])
    milestones: tuple[Milestone, ...] = ()
    gap: Inline
    """Why it falls short today."""
    owner: Actor
    """The role or department in charge."""

    def words(self, language: str) -> str:
        return self.target.words(language)


class Measure(Item):
    """Something done to reach goals."""

    KIND: ClassVar[str] = "measure"
    ID_PREFIX: ClassVar[str] = "measure."

    name: Plain
    category: Literal["process", "people", "tools", "communication"]
    do: Inline
    """What is done."""
    owner: Actor
    """The role or department in charge."""
    resources: Inline | None = None
    within: Duration | None = Field(default=None, examples=["1 month"])
    goals: tuple[Annotated[str, To(("goal",))], ...] = ()
    """Goals that it serves."""
    effect: Quantity | None = Field(default=None, examples=["5%"])
    """The share or amount expected of it."""


class Pdca(Model):
    """The improvement cycle."""

    plan: tuple[Inline, ...] = Field(min_length=1)
    do: tuple[Inline, ...] = Field(min_length=1)
    check: tuple[Inline, ...] = Field(min_length=1)
    act: tuple[Inline, ...] = Field(min_length=1)


class Programme(Document):
    """programmes/: from the diagnosis to goals, measures, tracking and evaluation."""

    KIND: ClassVar[str] = "programme"

    when: tuple[Inline, ...] = ()
    """Situations that call for it."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    findings: tuple[Finding, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    tracking: tuple[Inline, ...] = ()
    """How it is tracked."""
    evaluation: Block | None = None
    """How its effect is judged."""
    pdca: Pdca | None = None
