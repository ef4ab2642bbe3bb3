"""Sheets of cards: which are to be made, and those that are made already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.load.parallel import each
from handbook.press.cards.impose import SHEETS, Cut, Plan, impose
from handbook.press.cards.job import keep_bytes, kept_bytes, key
from handbook.render.prints import Print

_FEW = 12
"""So many sheets are made sooner by copies of this process than others are started."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sheets full of one card, or of several, each once."""

    path: str
    paper: str
    size: str
    """Of the cards, as the source of the first names it."""
    plan: Plan
    cut: Cut
    keys: tuple[tuple[str, str], ...]
    """Id of each card, and the digest of what it was set from."""
    cards: tuple[bytes, ...]
    faces: int
    """The pages of the card that has most."""
    specimen: bytes = b""

    @property
    def ids(self) -> tuple[str, ...]:
        """The cards, in their order."""
        return tuple(id_ for id_, _ in self.keys)

    @property
    def key(self) -> str:
        """A digest of all that it depends on."""
        parts = [part for pair in self.keys for part in pair]
        return key([self.path, repr(self.cut), repr(self.plan), *parts])

    def told(self, size: int) -> Print:
        """What there is to print, in a file of so many bytes."""
        up = len(self.plan.slots)
        pages = -(-len(self.cards) // up) * self.faces
        width, height = SHEETS[self.paper]
        return Print(
            self.path, self.ids, self.size, width, height, pages, size, self.paper, up
        )  # fmt: skip


def imposed(
    sheets: Sequence[Sheet], cache: Path | None, pool: Callable[[], Executor],
    specimen: Callable[[Sheet], bytes],
) -> list[bytes]:  # fmt: skip
    """The files of sheets, in their order; several cards share the fonts of a specimen."""
    keys = [sheet.key for sheet in sheets]
    done = [kept_bytes(name, cache) for name in keys]
    missing = [n for n, data in enumerate(done) if data is None]
    missing.sort(key=lambda n: -len(sheets[n].cards))  # the longest first
    jobs = [
        replace(sheets[n], specimen=specimen(sheets[n])) if len(sheets[n].cards) > 1 else sheets[n]
        for n in missing
    ]
    made = pool().map(_imposed, jobs) if len(jobs) > _FEW else each(_imposed, jobs, 2, 1)
    for n, data in zip(missing, made, strict=True):
        keep_bytes(keys[n], cache, data)
        done[n] = data
    return [data for data in done if data is not None]


def _imposed(sheet: Sheet) -> bytes:
    placed = sheet.cards if len(sheet.cards) > 1 else sheet.cards * len(sheet.plan.slots)
    return impose(placed, sheet.plan, sheet.cut, " ".join(sheet.ids), sheet.specimen)
