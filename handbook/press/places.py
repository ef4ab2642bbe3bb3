"""Where things stand in set pages: how many there are, and on which an anchor is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True, slots=True)
class Places:
    """Of one file: its pages and, by anchor, the page it stands on, counted from nought."""

    pages: int
    anchors: Mapping[str, int]


def places_of(data: bytes) -> Places:
    """The places in a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        anchors = {
            name: numbers[place[0].objgen]
            for name, place in destinations(pdf)
            if place[0].objgen in numbers
        }
        return Places(len(numbers), anchors)


def destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """The named destinations of a file."""
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items():
            yield str(name), place


def even(pages: int, *, duplex: bool) -> int:
    """How many pages a chapter takes up: with both sides used, the next begins on a right one."""
    return pages + pages % 2 if duplex else pages
