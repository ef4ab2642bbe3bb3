"""Print manuals: which documents for whom, in what order."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Document, Inline, LocalId, Model, Plain, To

Paper = Literal["A4", "A5", "Letter"]
Impose = Literal["none", "booklet", "crop"]
Appendix = Literal["forms", "levels", "glossary", "changes", "index"]
APPENDICES: tuple[Appendix, ...] = ("forms", "levels", "glossary", "changes", "index")


class ManualPart(Model):
    """A titled part.

    ``include`` lists documents, kinds (``kind:sop``) or roles (``role.agent``: what it is to read),
    in printing order.
    """

    title: Plain
    intro: Inline | None = None
    include: tuple[Annotated[str, To(("document", "kind", "role"))], ...] = Field(min_length=1)
    """Ids of documents, kinds or roles; no document is printed twice."""


class PrintVariant(Model):
    """One more way in which a manual is printed, in a file of its own."""

    name: LocalId
    """Ends the file's name: ``MAN-01-pocket.pdf``."""
    paper: Paper = "A4"
    duplex: bool = False
    """For both sides of a leaf: mirrored margins, chapters begin on a right-hand page."""
    grey: bool = False
    """Without colour."""
    impose: Impose = "none"
    """``booklet``: two pages on each side of a sheet, in the order in which folded sheets are read;
    ``crop``: with bleed and crop marks, for a print shop."""
    pdfa: bool = False
    """To be kept for long: PDF/A-2u (ISO 19005-2)."""


class Manual(Document):
    """manuals/: one print manual."""

    KIND: ClassVar[str] = "manual"

    subtitle: Plain | None = None
    preface: Inline | None = None
    parts: tuple[ManualPart, ...] = Field(min_length=1)
    since: date | None = None
    """Revision bars stand beside what has changed since the edition of this day."""
    back: tuple[Appendix, ...] = APPENDICES
    """What follows the last part; what would be empty, or is a chapter already, is left out."""
    variants: tuple[PrintVariant, ...] = ()
    """Further ways in which it is printed."""
