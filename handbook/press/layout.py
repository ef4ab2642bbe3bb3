"""How a manual is set and finished: paper, one side or both, what is marked as changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:  # workers set type without the model
    from handbook.model.base import Document
    from handbook.model.manual import Manual, Paper, PrintVariant

MM = 72 / 25.4
"""Points in a millimetre."""
_SIZES = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "Letter": (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Layout:
    """What setting a chapter depends on besides its document; all lengths are millimetres.

    A smaller paper is set on a page of its own proportions and then reduced: tables keep the widths
    that their columns need. ``since`` is the day whose edition revision bars compare with.
    """

    paper: Paper = "A4"
    duplex: bool = False
    since: date | None = None
    bleed: bool = False
    """Whether what reaches the edge goes beyond it."""
    fillable: bool = False
    """Whether forms have fields to be filled in on a screen."""

    TOP: ClassVar[float] = 24
    BOTTOM: ClassVar[float] = 26
    BLEED: ClassVar[float] = 3

    @property
    def scale(self) -> float:
        """By how much the set page is reduced."""
        return self._size[0] / 178 if self.paper == "A5" else 1.0

    @property
    def width(self) -> float:
        """Of the page as it is set."""
        return self._size[0] / self.scale

    @property
    def height(self) -> float:
        return self._size[1] / self.scale

    @property
    def points(self) -> tuple[float, float]:
        """Width and height of the finished page, in points."""
        return self._size[0] * MM, self._size[1] * MM

    @property
    def left(self) -> float:
        """The left margin of a right-hand page: at the binding, where both sides are used."""
        return self._side + (4 if self.duplex else 0)

    @property
    def right(self) -> float:
        """The margin at the right of a right-hand page."""
        return self._side - (4 if self.duplex else 0)

    @property
    def _side(self) -> float:
        return 14 if self.paper == "A5" else 20

    @property
    def _size(self) -> tuple[float, float]:
        return _SIZES[self.paper]

    def mirrored(self, page: int) -> bool:
        """Whether a page, counted from nought, is a left-hand one with its margins exchanged."""
        return self.duplex and page % 2 == 1


PLAIN = Layout()
"""Of documents by themselves, and of manuals that ask for nothing else."""
FILLABLE = Layout(fillable=True)
"""Of forms by themselves."""


@dataclass(frozen=True, slots=True)
class Finish:
    """What is done to the finished pages."""

    grey: bool = False
    impose: str = "none"
    pdfa: bool = False
    """Whether it is kept for long: PDF/A-2u."""


@dataclass(frozen=True, slots=True)
class Order:
    """A manual to be printed in one way."""

    manual: Manual
    layout: Layout
    finish: Finish = Finish()
    name: str = ""
    """Of the variant; empty for the plain one."""

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.manual.id}-{self.name}.pdf" if self.name else f"{self.manual.id}.pdf"


def layout_of(document: Document) -> Layout:
    """How a document is set by itself."""
    return FILLABLE if document.KIND == "forms" else PLAIN


def orders_of(manual: Manual, since: date | None = None) -> list[Order]:
    """The plain print of a manual and its variants; ``since`` goes before the manual's own."""
    day = since or manual.since
    plain = Order(manual, Layout(since=day))
    return [plain, *(order_of(manual, variant, day) for variant in manual.variants)]


def order_of(manual: Manual, variant: PrintVariant, since: date | None) -> Order:
    """A variant of a manual. A booklet has two sides to a leaf, so it is set for both."""
    both = variant.duplex or variant.impose == "booklet"
    layout = Layout(variant.paper, both, since, bleed=variant.impose == "crop")
    return Order(manual, layout, Finish(variant.grey, variant.impose, variant.pdfa), variant.name)
