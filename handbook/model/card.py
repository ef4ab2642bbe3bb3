"""Desk guides: which items, which layout, which size."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Clause, Document, Model, Plain


class Face(Model):
    """One side of a card."""

    title: Plain
    show: tuple[Clause, ...] = Field(min_length=1)


class Card(Document):
    """cards/: one desk guide."""

    KIND: ClassVar[str] = "card"

    layout: Literal[
        "answer", "phrases", "escalation", "service-levels", "kpis", "etiquette", "swimlane",
        "tent", "strip",
    ]  # fmt: skip
    size: Literal["A4", "A5", "A6", "90x54mm"] = "A5"
    faces: tuple[Face, ...] = Field(min_length=1, max_length=2)
