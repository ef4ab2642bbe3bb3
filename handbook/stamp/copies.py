"""The register of controlled copies: what was printed for whom, and what became of it.

``history/copies/<ID>.jsonl`` is written by the tool alone: a line for each time that copies of a
card or manual were issued to a holder, and for each time that some came back, were destroyed or
lost. The lines are sealed like those of a history (:mod:`handbook.stamp.seal`). Each piece has a
file of its own, so that only branches which number copies of the same piece conflict, as they
should: a number is given once, whatever became of the copy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import Field, TypeAdapter, ValidationError

from handbook.config import COPIES, HISTORY
from handbook.model.base import Model
from handbook.model.manual import Paper
from handbook.stamp.seal import FIRST, Flaw, Row, flaws_of, rows_of, seal_of, sealed

Outcome = Literal["return", "destroy", "lose"]
Number = Annotated[int, Field(ge=1)]
MOST = 999
"""So many copies are issued at once at most: more is a slip of the finger."""

_NAME = re.compile(r"(?P<piece>[^:\s]+):(?P<first>\d{1,6})(-(?P<last>\d{1,6}))?")


class Numbered(NamedTuple):
    """What a copy is stamped with: its number, the highest that was given with it, its holder."""

    number: int
    of: int
    holder: str
    replaces: int = 0
    """The copy that it takes the place of; nought for none."""

    @property
    def share(self) -> str:
        """Number and highest number, in as many digits: ``03/12``."""
        width = max(len(str(self.of)), 2)
        return f"{self.number:0{width}}/{self.of:0{width}}"


def format_of(piece: str, size: str) -> str:
    """A size as people say it: of a manual its file's name without the manual's, ``A4-duplex``."""
    name = size.removesuffix(".pdf").removeprefix(f"{piece}-")
    paper = next((one for one in get_args(Paper) if one.lower() == name.partition("-")[0]), "")
    return paper + name[len(paper) :]


class Issue(Model):
    """Copies of a piece that were printed together for a holder."""

    event: Literal["issue"] = "issue"
    piece: str
    version: str
    digest: str
    """As their code says it."""
    size: str
    """Of a card, as its source names it; of a manual the name of its file."""
    first: Number
    last: Number
    holder: str
    on: date
    by: str
    until: date | None = None
    """The last day on which they may be used."""
    replaces: tuple[Number, ...] = ()
    """Copies that the holder is to destroy."""

    @property
    def format(self) -> str:
        """The size as people say it."""
        return format_of(self.piece, self.size)

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)

    def stamps(self) -> tuple[Numbered, ...]:
        """What each of them is stamped with."""
        former = dict(zip(self.numbers, self.replaces, strict=False))
        return tuple(
            Numbered(number, self.last, self.holder, former.get(number, 0))
            for number in self.numbers
        )


class End(Model):
    """Copies that are no longer in anyone's hand."""

    event: Outcome
    piece: str
    numbers: tuple[Number, ...]
    on: date
    by: str


Line = Issue | End
_SEALS = ("previous", "seal")


@cache
def _lines() -> TypeAdapter[Line]:
    """What reads a line: few handbooks keep a register."""
    return TypeAdapter(Annotated[Line, Field(discriminator="event")])


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, and what became of it."""

    issue: Issue
    number: int
    line: int
    """Where it was issued, counted from 1."""
    replaced: bool = False
    """Whether its holder was given another one for it."""
    ended: End | None = None

    @property
    def name(self) -> str:
        """How it is named on the command line: ``CARD-03:7``."""
        return f"{self.issue.piece}:{self.number}"

    @property
    def holder(self) -> str:
        return self.issue.holder

    def may_end(self, outcome: Outcome) -> bool:
        """Whether this may become of it: what is lost may turn up."""
        return self.ended is None or (self.ended.event == "lose" != outcome)


@dataclass(frozen=True)
class Register:
    """The copies of one piece by their number, and what is wrong with its file."""

    piece: str
    file: str
    lines: tuple[Line, ...] = ()
    seal: str = FIRST
    """That the next line continues."""
    flaws: tuple[Flaw, ...] = ()
    copies: Mapping[int, Copy] = field(default_factory=dict)

    @cached_property
    def held(self) -> tuple[Copy, ...]:
        """The copies in somebody's hand, replaced ones too."""
        return tuple(copy for copy in self.copies.values() if copy.ended is None)

    @property
    def used(self) -> tuple[Copy, ...]:
        """The copies that are worked by: in hand, and not replaced."""
        return tuple(copy for copy in self.held if not copy.replaced)

    @property
    def next(self) -> int:
        """The first number that was not yet given."""
        return max(self.copies, default=0) + 1


def registers(files: Mapping[str, bytes]) -> dict[str, Register]:
    """The registers among discovered files, by the piece's id, which is the file's name."""
    paths = {file: PurePosixPath(file) for file in files}
    return {
        path.stem: read(path.stem, file, files[file])
        for file, path in paths.items()
        if path.parts[-3:-1] == (HISTORY, COPIES)
    }


def read(piece: str, file: str, raw: bytes) -> Register:
    """Read a register; what is wrong with it is among its flaws."""
    reader = _Reader(piece)
    rows, is_cut = rows_of(raw)
    for number, row in enumerate(rows, 1):
        reader.row(number, row)
    if is_cut:
        reader.flaws.append(Flaw(len(rows) + 1, "unreadable"))
    return Register(
        piece, file, tuple(reader.lines), reader.seal, tuple(reader.flaws), reader.copies
    )


class _Reader:
    def __init__(self, piece: str) -> None:
        self.piece = piece
        self.lines: list[Line] = []
        self.flaws: list[Flaw] = []
        self.copies: dict[int, Copy] = {}
        self.seal = FIRST
        self.followed: set[str] = set()

    def row(self, number: int, raw: Row) -> None:
        seal, line = seal_of(raw), _parsed(bytes(raw))
        if seal is None or line is None:
            self.flaws.append(Flaw(number, "unreadable"))
            return
        self.flaws += (Flaw(number, why) for why in flaws_of(raw, seal, self.seal, self.followed))
        if line.piece != self.piece:
            self.flaws.append(Flaw(number, "other", {"found": line.piece}))
        self.flaws += (Flaw(number, why, args) for why, args in self._take(line, number))
        self.lines.append(line)
        self.followed.add(seal.previous)
        self.seal = seal.own

    def _take(self, line: Line, at: int) -> Iterator[tuple[str, dict[str, object]]]:
        """Follow what a line tells; yields numbers of which it cannot be true."""
        if isinstance(line, End):
            for number in line.numbers:
                if (copy := self.copies.get(number)) is None or not copy.may_end(line.event):
                    yield "absent", {"number": number}
                else:
                    self.copies[number] = replace(copy, ended=line)
            return
        for number in line.replaces:
            if (copy := self.copies.get(number)) is not None:
                self.copies[number] = replace(copy, replaced=True)
        for number in line.numbers:
            if number in self.copies:
                yield "again", {"number": number}
            else:
                self.copies[number] = Copy(line, number, at)


def _parsed(raw: bytes) -> Line | None:
    try:
        values = json.loads(raw)
        for name in _SEALS:
            del values[name]
        line = _lines().validate_json(json.dumps(values))
    except (ValueError, TypeError, KeyError, RecursionError, ValidationError):
        return None
    too_many = isinstance(line, Issue) and not 0 <= line.last - line.first < MOST
    return None if too_many else line


def written(line: Line, previous: str) -> tuple[str, str]:
    """A line of a register as text, and its own seal."""
    values: dict[str, Any] = line.model_dump(mode="json")
    return sealed(values, previous)


def named(text: str) -> Iterator[tuple[str, int]]:
    """The pieces and numbers that ``CARD-03:7`` or ``CARD-03:1-12`` names; raises ValueError."""
    found = _NAME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first = int(found["first"])
    last = int(found["last"] or first)
    if not first <= last < first + MOST:
        raise ValueError(text)
    yield from ((found["piece"].upper(), number) for number in range(first, last + 1))


def spans(numbers: Iterable[int]) -> str:
    """Numbers in short: ``1-3 5``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return " ".join("-".join(map(str, run)) for run in runs)
