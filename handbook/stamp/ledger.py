"""New lines of the registers of controlled copies, numbered and sealed one after the other."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from handbook.config import COPIES, HISTORY, SOURCES
from handbook.stamp.copies import Copy, End, Issue, Line, Outcome, Register, written

LONGEST_HOLDER = 40


class Piece(NamedTuple):
    """A card or manual as it is in force, in the size in which it is to be printed."""

    id: str
    version: str
    digest: str
    size: str
    until: date | None


class Signed(NamedTuple):
    """Who writes a line, and when."""

    by: str
    on: date


class Ledger:
    """Registers that are being written on."""

    def __init__(self, registers: Mapping[str, Register], signed: Signed) -> None:
        self._registers = registers
        self._signed = signed
        self._next: dict[str, int] = {}
        self._seals: dict[str, str] = {}
        self.lines: dict[str, str] = defaultdict(str)
        """What is new in each file."""

    def issue(self, piece: Piece, holder: str, count: int, replaces: tuple[int, ...] = ()) -> Issue:
        """Give so many new numbers to copies of a piece."""
        first = self._next.get(piece.id) or self.register(piece.id).next
        self._next[piece.id] = first + count
        issue = Issue(
            piece=piece.id, version=piece.version, digest=piece.digest, size=piece.size,
            first=first, last=first + count - 1, holder=holder, on=self._signed.on,
            by=self._signed.by, until=piece.until, replaces=replaces,
        )  # fmt: skip
        self._add(issue)
        return issue

    def end(self, copies: list[Copy], outcome: Outcome) -> None:
        """Note what became of copies."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for copy in copies:
            numbers[copy.issue.piece].append(copy.number)
        for piece, some in numbers.items():
            self._add(
                End(
                    event=outcome, piece=piece, numbers=tuple(sorted(some)), on=self._signed.on,
                    by=self._signed.by,
                )
            )  # fmt: skip

    def register(self, piece: str) -> Register:
        """The register of a piece, which may be new."""
        file = f"{SOURCES}/{HISTORY}/{COPIES}/{piece}.jsonl"
        return self._registers.get(piece) or Register(piece, file)

    def _add(self, line: Line) -> None:
        register = self.register(line.piece)
        text, seal = written(line, self._seals.get(line.piece, register.seal))
        self._seals[line.piece] = seal
        self.lines[register.file] += text


def holder_of(text: str) -> str:
    """A holder's name as it is kept; raises ValueError for what is none."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > LONGEST_HOLDER or not name.isprintable():
        raise ValueError(text)
    return name


def same_holder(name: str) -> str:
    """The same for every way in which a holder's name may be typed, such as in full width."""
    return unicodedata.normalize("NFKC", name).casefold()
