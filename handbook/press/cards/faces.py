"""What stands on the faces of a card, and their HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import NamedTuple

from markupsafe import Markup

from handbook.model.card import Card
from handbook.model.library import Entry
from handbook.model.sop import Sop
from handbook.press.cards.geometry import (
    DIAGRAM,
    MINIMUM,
    MINIMUM_HELD,
    POINT,
    Box,
    Geometry,
    geometry,
)
from handbook.press.cards.job import CODE
from handbook.press.chapter import fonts
from handbook.press.typeset import typeset
from handbook.render.diagram import Flow, Room, Swimlane, swimlane
from handbook.render.measure import width
from handbook.render.proof import Proof
from handbook.render.view import Book, View
from handbook.stamp.copies import Numbered
from handbook.stamp.digest import shown_at
from handbook.stamp.stamp import Stamp

_GAPS = (1.6, 0.9)
"""Between what is shown, in mm, before what is left of a face is shared out; on pocket cards."""
_PIXEL = 25.4 / 96
_LEADING = 1.25
_DIAGRAM_TEXT = 10.5 * 72 / 96
"""The smallest type of a diagram that is not scaled, in points (templates/shared/swimlane.svg)."""
_STAMP_TYPES = (7.0, 6.5, MINIMUM_HELD)
"""Of the stamp: below the body, beside it, and on pocket cards."""
_DRAWN = re.compile(r'(?<= )width="[\d.]+" height="[\d.]+"')
"""The size of a drawing, where its element begins."""
_GENEROUS, _LOWER = 1.12, (1.0, 0.93, 0.86)
_CELL = 46
"""A cell of a strip is at least so wide, in mm."""


class StampLine(NamedTuple):
    """A line of the stamp."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One face with what it shows."""

    title: str
    title_size: float
    """In points."""
    shown: tuple[Entry, ...]
    rows: tuple[tuple[tuple[int, Entry | None], ...], ...]
    """The same in rows of a strip, numbered."""

    @property
    def numbered(self) -> bool:
        """Whether what is shown is a sequence of things to say."""
        return len(self.shown) > 1 and all(entry.kind == "script" for entry in self.shown)


@dataclass(frozen=True)
class CardView:
    """A card as a book prints it."""

    card: Card
    book: Book
    numbered: Numbered | None = None
    """The copy that it is, of a controlled one."""

    @cached_property
    def stamp(self) -> Stamp:
        return self.book.stamp_of(self.card)

    @cached_property
    def until(self) -> date | None:
        """The last day on which it may be used."""
        return self.book.valid_until(self.card)

    @cached_property
    def address(self) -> str | None:
        """Where a copy is checked; None where the site has no address."""
        site = self.book.settings.site
        number = self.numbered.number if self.numbered else 0
        proof = Proof(self.stamp.id, self.stamp.version, self.stamp.digest, copy=number)
        return proof.address(site) if site else None

    @cached_property
    def replaces(self) -> tuple[str, str] | None:
        """Id and version of what this card takes the place of; the version may be empty."""
        former = [one.version for one in self.card.changes if one.version != self.card.version]
        if former:
            return self.card.id, former[0]
        return (self.card.supersedes, "") if self.card.supersedes else None

    def places(self, size: str) -> Geometry:
        """Where things stand in one of the card's sizes."""
        return geometry(self.card.format(size), self.address, tent=self.card.layout == "tent")

    def gap(self, size: str) -> float:
        """The least distance between what is shown, in mm."""
        return _GAPS[self.places(size).pocket]

    def html(self, size: str) -> str:
        """All faces in one of the card's sizes, without the sizes of their type."""
        book, card, places = self.book, self.card, self.places(size)
        html = book.templates.get_template("print/cards/card.html").render(
            document=card, book=book, places=places, bleed=book.settings.cards.bleed,
            v=View(book, lambda _: None, card.id), t=book.t, code=CODE if self.address else "",
            faces=self._sides(places), stamp=self._stamp_lines(places),
            mark=book.t(f"card_mark.{card.layout}"), width=_value_width, numbered=self.numbered,
            diagram=lambda sop: self._diagram(sop, places),
        )  # fmt: skip
        return typeset(html, book)

    def css(self, size: str) -> str:
        """The style sheet of one of the card's sizes."""
        places = self.places(size)
        return self.book.templates.get_template("print/cards/style.css").render(
            book=self.book, layout=self.card.layout, places=places,
            bleed=self.book.settings.cards.bleed, gap=self.gap(size),
            fonts=Markup(fonts(self.book)),
            stamp_size=_STAMP_TYPES[2 if places.pocket else places.beside],
        )  # fmt: skip

    def _sides(self, places: Geometry) -> list[Side]:
        library = self.book.library
        sides = []
        for face in self.card.faces:
            entries = tuple(one for address in face.show for one in shown_at(address, library))
            sides.append(Side(
                face.title, _title_size(face.title, places), entries, _rows(entries, places)
            ))  # fmt: skip
        return sides

    def _stamp_lines(self, places: Geometry) -> list[StampLine]:
        t, stamped = self.book.t, self.stamp
        until = self.until or "—"
        effective = stamped.effective or "—"
        lines = []
        if stamped.standing == "draft":
            lines.append(StampLine(t("card.draft"), strong=True))
        if places.beside:
            lines += [StampLine(stamped.id), StampLine(t("card.version", version=stamped.version))]
            lines.append(StampLine(t("card.effective", effective=effective)))
        else:
            known = {"id": stamped.id, "version": stamped.version, "effective": effective}
            lines.append(StampLine(t("card.stamp", **known)))
        lines.append(StampLine(t("card.valid", until=until), strong=True))
        if self.numbered and self.numbered.replaces:  # the version may be the same
            lines.append(StampLine(t("card.replaces_copy", number=self.numbered.replaces)))
        elif self.replaces:
            former, version = self.replaces
            key = "card.replaces" if version else "card.replaces_other"
            lines.append(StampLine(t(key, id=former, version=version)))
        lines.append(StampLine(t("card.digest", digest=stamped.digest)))
        return lines

    def _diagram(self, sop: Sop, places: Geometry) -> Markup:
        """A procedure's diagram with the largest type with which it fits the body."""
        view, body = View(self.book, lambda _: None, self.card.id), places.body
        flow = view.flow(sop)
        laid = _laid(flow, body, DIAGRAM[len(DIAGRAM) // 2])
        # How it grows is not foretold exactly: begin with a size that is a little too large.
        first = laid.points / max(laid.share, 0.01) * _GENEROUS
        sizes = [size for size in DIAGRAM if size <= first] or DIAGRAM[-1:]
        for points, lower in product(sizes, _LOWER):
            laid = _laid(flow, body, points, lower)
            if laid.share <= 1:
                break
        return laid.drawn(view)


class _Laid(NamedTuple):
    """A diagram with the size of its smallest type, and how much of its body it takes."""

    picture: Swimlane
    points: float
    share: float

    def drawn(self, view: View) -> Markup:
        """The diagram, scaled to its type."""
        width_, height = (
            side * self.points / _DIAGRAM_TEXT for side in (self.picture.width, self.picture.height)
        )
        sized = f'width="{width_:.2f}" height="{height:.2f}"'
        return Markup(_DRAWN.sub(sized, str(view.lanes(self.picture)), count=1))


def _laid(flow: Flow, body: Box, points: float, lower: float = 1) -> _Laid:
    """A diagram with type of a size, asked to be so much lower than the body."""
    scale = points / _DIAGRAM_TEXT
    across, down = body.width / _PIXEL, body.height / _PIXEL
    picture = swimlane(flow, Room(across / scale, down * lower / scale))
    share = max(picture.width * scale / across, picture.height * scale / down)
    return _Laid(picture, points, share)


def _title_size(title: str, places: Geometry) -> float:
    """As large as the head is high, smaller for a long title, but legible."""
    largest = places.title / POINT / _LEADING
    fitting = places.head.width / POINT / max(width(title, bold=True), 1)
    return round(max(min(largest, fitting), MINIMUM), 2)


def _rows(
    entries: tuple[Entry, ...], places: Geometry
) -> tuple[tuple[tuple[int, Entry | None], ...], ...]:
    """Numbered entries in as many columns as have room, the last row filled up with nothing."""
    columns = max(1, min(len(entries), int(places.body.width // _CELL)))
    rows = -(-len(entries) // columns)
    columns = -(-len(entries) // rows)
    numbered: list[tuple[int, Entry | None]] = list(enumerate(entries, 1))
    numbered += [(0, None)] * (rows * columns - len(entries))
    return tuple(
        tuple(numbered[start : start + columns]) for start in range(0, len(numbered), columns)
    )


def _value_width(text: str) -> float:
    """The room of a value on one line, in em."""
    return round(min(width(text, bold=True), 9) + 0.6, 2)
