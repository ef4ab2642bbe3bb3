"""Where things stand in a volume: its chapters are set alone and do not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.press.kept import Kept
from handbook.press.layout import Layout

Parts = tuple[tuple[str, tuple[tuple[str, Kept], ...]], ...]
"""Title of each part, and document id and pack of each of its chapters."""


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of a volume's body, counted from one: front matter has numbers of its own."""

    pages: Mapping[str, int]
    """By anchor: of parts, chapters, and what is in them."""
    end: int
    """The first page after the last chapter."""


def places_of(parts: Parts, layout: Layout, *, opened: bool = True) -> Places:
    """The places in chapters that follow each other; ``opened`` where each part has a page."""
    pages: dict[str, int] = {}
    page = 1
    for number, (_, chapters) in enumerate(parts, 1):
        if opened:
            pages[f"part-{number}"] = page
            page += taken(1, layout)
        for _, kept in chapters:
            about, _ = kept.glance()
            pages |= {anchor: page + place[0] for anchor, place in about["names"].items()}
            page += taken(len(about["pages"]), layout)
    return Places(pages, page)


def taken(pages: int, layout: Layout) -> int:
    """How many pages a chapter takes up: with both sides used, the next begins on a right one."""
    return pages + pages % 2 if layout.duplex else pages
