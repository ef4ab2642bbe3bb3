"""Procedures: steps with actor, limit, wording, record, branches and measures."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import (
    Actor,
    Block,
    Channel,
    Clause,
    Document,
    Form,
    ImageFile,
    Inline,
    Kpi,
    Limit,
    Model,
    Part,
    Path,
    Phrase,
    Plain,
    Script,
    To,
)

Next = Literal["end"] | Annotated[str, To(("step", "document"), local=True)]
"""Where the flow goes: a step, another procedure's (``SOP-X-01#id``), a document, or end."""


class Branch(Model):
    """One way out of a step; exactly one of a step's branches is taken."""

    when: Inline
    """When this way is taken."""
    go: Next
    """A step of this procedure or of another (``SOP-RET-01#id``), another document, or ``end``."""


class Picture(Model):
    """A picture below ``sop_sources/``, by its path from there."""

    file: ImageFile
    """From ``sop_sources/``, such as ``images/counter.png``."""
    alt: Plain
    """What it shows, for those who cannot see it."""


class Step(Part):
    """One action of one actor."""

    KIND: ClassVar[str] = "step"
    LABEL: ClassVar[str] = "do"

    do: Plain
    """The action in a few words, verb first; the heading and the box in the diagram."""
    who: Actor
    """The role or department that acts."""
    within: Limit | None = None
    """A limit: a service level's id or a literal duration."""
    key: bool = False
    """A key step must be covered by a measure."""
    channels: tuple[Channel, ...] = ()
    """Where it is taken; everywhere by default."""
    detail: Block | None = None
    """How it is done."""
    say: tuple[Script, ...] = ()
    """Scripts to say."""
    avoid: tuple[Phrase, ...] = ()
    caution: Inline | None = None
    record: Form | tuple[Form, ...] = ()
    """Forms to fill in."""
    escalate: Path | None = None
    """The path out when this step does not suffice."""
    measures: tuple[Kpi, ...] = ()
    """KPIs that measure it."""
    pictures: tuple[Picture, ...] = ()
    branches: tuple[Branch, ...] = ()
    """Ways out; exactly one is taken."""
    next: Next | None = None
    """Where to go without a branch; by default the next step, after the last the end."""

    @property
    def records(self) -> tuple[str, ...]:
        return (self.record,) if isinstance(self.record, str) else self.record


class Sop(Document):
    """sops/: a procedure."""

    KIND: ClassVar[str] = "sop"

    purpose: Inline
    scope: Inline | None = None
    trigger: Inline
    """What sets it off."""
    outcome: Inline | None = None
    """What is true when it is done."""
    within: Limit | None = None
    """The limit promised for the whole; those of the steps may not add up to more."""
    prepare: tuple[Inline, ...] = ()
    """What must be at hand before the first step."""
    principles: tuple[Inline, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    exceptions: tuple[Branch, ...] = ()
    """What may come up at any step, and where to go then."""
    escalate: Path | None = None
    """The path out when this procedure does not suffice."""
    measures: tuple[Kpi, ...] = ()
    """KPIs that measure it."""
    related: tuple[Clause, ...] = ()
