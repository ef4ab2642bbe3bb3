"""Print manuals: which documents for whom, in what order."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from handbook.model.base import Document, Inline, Model, Plain, To


class ManualPart(Model):
    """A titled part. ``include`` lists documents or kinds (``kind:sop``), in printing order."""

    title: Plain
    intro: Inline | None = None
    include: tuple[Annotated[str, To(("document", "kind"))], ...] = Field(min_length=1)


class Manual(Document):
    """manuals/: one print manual."""

    KIND: ClassVar[str] = "manual"

    subtitle: Plain | None = None
    preface: Inline | None = None
    parts: tuple[ManualPart, ...] = Field(min_length=1)
