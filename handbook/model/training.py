"""Training programmes, courses and quiz questions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Block, Clause, Document, Inline, Item, Plain, Role, To
from handbook.model.quantity import Quantity

Course = Annotated[str, To(("course",))]
TeachingForm = Literal[
    "lecture", "mentor", "simulation", "case", "role-play", "drill", "workshop", "self-study",
    "sharing", "practice",
]  # fmt: skip


class CourseItem(Item):
    """One course or session."""

    KIND: ClassVar[str] = "course"
    ID_PREFIX: ClassVar[str] = "course."
    LABEL: ClassVar[str] = "title"

    title: Plain
    audience: tuple[Role, ...] = Field(min_length=1)
    """Roles that it is for."""
    trigger: Inline
    """When it is held: on joining, monthly, after a finding."""
    hours: Quantity | None = Field(default=None, examples=["2 class-hours"])
    forms: tuple[TeachingForm, ...] = Field(min_length=1)
    """How it is taught."""
    trainer: Inline | None = None
    outline: tuple[Inline, ...] = Field(min_length=1)
    assessment: Inline
    """How it is assessed."""
    covers: tuple[Clause, ...] = Field(min_length=1)
    """What of the handbook it teaches."""
    asks: tuple[Plain, ...] = ()


class TrainingProgramme(Item):
    """A sequence of courses for one audience."""

    KIND: ClassVar[str] = "training"
    ID_PREFIX: ClassVar[str] = "training."

    name: Plain
    audience: tuple[Role, ...] = Field(min_length=1)
    """Roles that it is for."""
    goal: Inline
    rhythm: Inline
    """How often."""
    minimum: Quantity | None = Field(default=None, examples=["20 class-hours"])
    """The fewest class hours."""
    courses: tuple[Course, ...] = Field(min_length=1)
    passing: Inline | None = None
    """What counts as passing."""


class Question(Item):
    """A quiz question; ``answer`` counts the options from 1."""

    KIND: ClassVar[str] = "quiz"
    ID_PREFIX: ClassVar[str] = "quiz."
    LABEL: ClassVar[str] = "question"

    question: Plain
    options: tuple[Inline, ...] = Field(min_length=2)
    answer: tuple[int, ...] = Field(min_length=1)
    """Numbers of the right options."""
    why: Inline
    covers: tuple[Clause, ...] = Field(min_length=1)
    """What it asks about."""


class TrainingPlan(Document):
    """training/: programmes, courses and quiz questions."""

    KIND: ClassVar[str] = "training-plan"

    principles: tuple[Inline, ...] = ()
    programmes: tuple[TrainingProgramme, ...] = ()
    courses: tuple[CourseItem, ...] = ()
    quiz: tuple[Question, ...] = ()
    notes: Block | None = None
