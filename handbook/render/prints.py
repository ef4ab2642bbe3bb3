"""What is offered for print of a document, as pages of the site tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SEVERAL = ""
"""Under this, in place of a document's id, what shows several cards."""


@dataclass(frozen=True, slots=True)
class Print:
    """A file to be printed. Paths count from the site's root, lengths are in millimetres."""

    path: str
    documents: tuple[str, ...]
    """Ids of what is on it."""
    size: str
    """Of a card, as its source names it."""
    width: float
    height: float
    """Of the trimmed page, or of the sheet."""
    pages: int
    bytes: int
    sheet: str = ""
    """The name of the sheet that several cards stand on."""
    up: int = 1
    """How many cards stand on a side."""
    variant: str = ""
    """Of a manual, as its source names it."""
    previews: tuple[str, ...] = ()
    """A picture of each face."""


Prints = Mapping[str, tuple[Print, ...]]
"""What there is to print, by document."""
