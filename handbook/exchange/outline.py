"""What a Word file says, line by line: what reading it gives, and a draft is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handbook.load.text import cleared

BULLET = "bullet"
_SIGNS = str.maketrans(
    {"\u200b": "", "\xad": "", "☐": "□", "☑": "■", "☒": "■", "✔": "✓", "✗": "×", "✘": "×"}
)


@dataclass(frozen=True, slots=True)
class Left:
    """What a draft cannot take over as it is: what it is, and all its words."""

    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a table."""

    number: int
    """Its place among the paragraphs and tables, from 1."""
    text: str
    """Without a typed number."""
    mark: str = ""
    """The manner of its number, empty where it has none."""
    rank: int = 0
    """How high its number stands among those of other manners: one that ranks higher is less."""
    count: int = 0
    """The last Arabic number in a typed one; nought where there is none."""
    heading: int = 0
    """Its level as a heading; nought for text."""
    title: bool = False
    """Whether its style is that of titles."""
    table: tuple[tuple[str, ...], ...] = ()
    """The rows of a table."""
    left: tuple[Left, ...] = ()

    @property
    def manner(self) -> str:
        """How the line stands out: as a heading of a level, or by its number."""
        return f"heading-{self.heading}" if self.heading else self.mark

    @property
    def numbered(self) -> bool:
        """Whether it counts: as a heading, or by its number."""
        return self.manner not in ("", BULLET)


@dataclass
class Outline:
    """A Word file as lines, what belongs to none of them, and all its text together."""

    file: str
    lines: list[Line] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    all_text: str = ""


def tidied(text: str) -> str:
    """A text without signs that nobody sees, with plain blanks, and boxes that can be printed."""
    return re.sub(r"\s+", " ", cleared(text.translate(_SIGNS))).strip()
