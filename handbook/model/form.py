"""Forms and record sheets."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Document, Inline, Item, LocalId, Model, Plain, Role
from handbook.model.quantity import Duration

FieldType = Literal[
    "text", "paragraph", "number", "money", "date", "time", "datetime", "choice", "checks",
    "rating", "signature", "table",
]  # fmt: skip


class FormField(Model):
    """One field. ``table`` has columns and may have rows filled in beforehand."""

    id: LocalId = Field(examples=["order-no"])
    label: Plain
    """What the field is called."""
    type: FieldType = "text"
    """What is filled in."""
    required: bool = False
    """Whether it must be filled in."""
    options: tuple[Plain, ...] = ()
    """What there is to choose from."""
    hint: Inline | None = None
    columns: tuple[Plain, ...] = ()
    """Names of the columns."""
    rows: tuple[tuple[Inline, ...], ...] = ()
    """Rows filled in beforehand."""
    blank_rows: int = Field(default=0, ge=0, le=40, examples=[5])


class Section(Model):
    """A titled group of fields."""

    title: Plain
    fields: tuple[FormField, ...] = Field(min_length=1)


class FormItem(Item):
    """One sheet."""

    KIND: ClassVar[str] = "form"
    ID_PREFIX: ClassVar[str] = "form."

    name: Plain
    purpose: Inline
    filled_by: tuple[Role, ...] = Field(min_length=1)
    """Roles that fill it in."""
    checked_by: tuple[Role, ...] = ()
    """Roles that check it."""
    keep: Duration | None = Field(default=None, examples=["3 years"])
    """How long filled sheets are kept."""
    sections: tuple[Section, ...] = Field(min_length=1)
    note: Inline | None = None
    asks: tuple[Plain, ...] = ()

    @property
    def demands(self) -> bool:
        """Whether there is a field that must be filled in."""
        return any(field.required for section in self.sections for field in section.fields)


class FormSet(Document):
    """forms/: forms and records."""

    KIND: ClassVar[str] = "forms"

    forms: tuple[FormItem, ...] = Field(min_length=1)
