"""Desk guides: which items, which layout, which size."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field, StringConstraints

from handbook.model.base import Clause, Document, Model, Plain

_NAMED = {"A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "Letter": (216, 279)}
_WIDTH_HEIGHT = re.compile(r"(\d+)x(\d+)mm")
# From a price tag to A3.
SIZE = r"^(A[456]|Letter|(4\d|[5-9]\d|[1-3]\d\d|4[01]\d)x(4\d|[5-9]\d|[1-3]\d\d|4[01]\d)mm)$"
Size = Annotated[str, StringConstraints(pattern=SIZE)]
Layout = Literal[
    "answer", "phrases", "escalation", "service-levels", "kpis", "etiquette", "swimlane",
    "tent", "strip",
]  # fmt: skip
Orientation = Literal["portrait", "landscape"]
_WIDE = frozenset({"tent", "strip"})


class Format(NamedTuple):
    """A trimmed face, in millimetres."""

    width: int
    height: int


class Face(Model):
    """One side of a card."""

    title: Plain
    show: tuple[Clause, ...] = Field(min_length=1)
    """What stands on it."""


class Card(Document):
    """cards/: one desk guide."""

    KIND: ClassVar[str] = "card"

    layout: Layout
    size: Size = Field("A5", examples=["A5"])
    """A4, A5, A6, Letter, or width and height in millimetres, each from 40 to 419: ``90x54mm``."""
    also: tuple[Size, ...] = Field((), examples=[["A6"]])
    """Further sizes in which it is printed."""
    orientation: Orientation | None = None
    """How a named size stands; by default as its layout does."""
    faces: tuple[Face, ...] = Field(min_length=1, max_length=2)

    @property
    def sizes(self) -> tuple[str, ...]:
        """Every size in which it is printed, each once."""
        return tuple(dict.fromkeys((self.size, *self.also)))

    def format(self, size: str) -> Format:
        """A face in one of its sizes: one in millimetres as written, a named one as it stands."""
        written = _WIDTH_HEIGHT.fullmatch(size)
        if written:
            return Format(int(written[1]), int(written[2]))
        short, long = _NAMED[size]
        wide = self.orientation or ("landscape" if self.layout in _WIDE else "portrait")
        return Format(long, short) if wide == "landscape" else Format(short, long)
