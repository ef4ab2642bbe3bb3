"""What goes into a worker that sets cards, what comes out, and where that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from handbook.load.cache import read_store, write_store
from handbook.load.keys import key_of
from handbook.press.cards.geometry import Geometry
from handbook.press.installed import fonts_key
from handbook.render.code import svg

_FOLDER = "cards"
CODE = Markup('<svg class="hb-code"></svg>')
"""Stands for a code in the HTML of a card."""


class Fault(NamedTuple):
    """What is wrong on a face: ``why`` is ``below``, ``beside`` or ``small``."""

    why: str
    size: str
    face: int
    """From nought."""
    item: str
    """``head``, ``foot``, or the number of what is shown, from one."""
    by: float
    """Millimetres too far, or the points of type that is too small."""


@dataclass(frozen=True, slots=True)
class SizeJob:
    """A card in one of its sizes: HTML without sizes of type, and the style sheet."""

    size: str
    html: str
    """With :data:`CODE` where the code belongs: it is drawn when the card is set."""
    css: str
    places: Geometry
    gap: float
    """Least distance between what is shown, in mm."""
    faces: int
    address: str
    """Where a copy is checked; empty for no code."""
    scan: str
    """What the code is called."""

    @property
    def page(self) -> str:
        """The HTML with its code."""
        return self.html.replace(CODE, svg(self.address, self.scan)) if self.address else self.html


@dataclass(frozen=True, slots=True)
class CardJob:
    """A card to be set."""

    id: str
    sizes: tuple[SizeJob, ...]
    tent: bool

    @property
    def key(self) -> str:
        """A digest of all that the result depends on."""
        pieces = [str(self.tent)]
        for one in self.sizes:
            pieces += [one.size, one.html, one.css, one.address, one.scan]
        return key(pieces)


@dataclass(frozen=True, slots=True)
class SetSize:
    """A card in one of its sizes: its PDF, a picture of each face, and the sizes of type."""

    pdf: bytes
    previews: tuple[bytes, ...]
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SetCard:
    """A card that was set, and what is wrong with it."""

    sizes: dict[str, SetSize]
    faults: tuple[Fault, ...]


def key(pieces: Iterable[str]) -> str:
    """A digest of texts, of fonts, of our code and of the libraries that set them."""
    return key_of(fonts_key(), *pieces).hex()


def kept_card(key_: str, cache: Path | None) -> SetCard | None:
    """A card that was set before."""
    table = read_store(_path(key_, cache)) if cache else {}
    if not table:
        return None
    sizes = {name: SetSize(*stored) for name, stored in table["sizes"].items()}
    return SetCard(sizes, tuple(Fault(*stored) for stored in table["faults"]))


def keep_card(key_: str, cache: Path | None, card: SetCard) -> None:
    """Keep a card; quietly skipped where the folder cannot be written."""
    if cache:
        sizes = {name: (one.pdf, one.previews, one.points) for name, one in card.sizes.items()}
        faults = [tuple(fault) for fault in card.faults]
        write_store(_path(key_, cache), {"sizes": sizes, "faults": faults})


def kept_bytes(key_: str, cache: Path | None) -> bytes | None:
    """A file that was made before."""
    return read_store(_path(key_, cache)).get("data") if cache else None


def keep_bytes(key_: str, cache: Path | None, data: bytes) -> None:
    """Keep a file; quietly skipped where the folder cannot be written."""
    if cache:
        write_store(_path(key_, cache), {"data": data})


def _path(key_: str, cache: Path) -> Path:
    return cache / _FOLDER / f"{key_}.bin"
