"""Roles and departments: who does what, and what each may decide."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from handbook.model.base import Department, Document, Inline, Item, Model, Plain, Role
from handbook.model.quantity import Quantity


class DepartmentItem(Item):
    """A department or standing group."""

    KIND: ClassVar[str] = "dept"
    ID_PREFIX: ClassVar[str] = "dept."

    name: Plain
    summary: Inline | None = None
    duties: tuple[Inline, ...] = ()
    synonyms: tuple[Plain, ...] = ()


class Authority(Model):
    """Something a role may decide alone, with the amount up to which it may."""

    what: Inline
    """What it may decide."""
    up_to: Quantity | None = Field(default=None, examples=["200 CNY"])
    """The highest amount."""


class RoleItem(Item):
    """A post that a person holds."""

    KIND: ClassVar[str] = "role"
    ID_PREFIX: ClassVar[str] = "role."

    name: Plain
    department: Department | None = None
    """The department that it belongs to."""
    summary: Inline
    duties: tuple[Inline, ...] = ()
    decides: tuple[Authority, ...] = ()
    """What it may decide alone."""
    approves: tuple[Plain, ...] = Field(default=(), examples=[["sop"]])
    """Kinds of document that this role may approve; ``all`` for every kind."""
    reports_to: Role | None = None
    """The role that it reports to."""
    deputy: Role | None = None
    """The role that stands in for it."""
    synonyms: tuple[Plain, ...] = ()
    asks: tuple[Plain, ...] = ()


class Roles(Document):
    """roles.yml: who does what, and who may decide what."""

    KIND: ClassVar[str] = "roles"

    departments: tuple[DepartmentItem, ...] = Field(min_length=1)
    roles: tuple[RoleItem, ...] = Field(min_length=1)
