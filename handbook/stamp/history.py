"""The history of a document: one line a release or reading, each sealed to the one before.

``history/<ID>.jsonl`` is written by the tool alone. A line holds all that was told on its day, so
the past can be read without git. It begins with what a day asks of it, and ends in its seal
(:mod:`handbook.stamp.seal`), so a thousand histories are verified without their content being read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Literal, cast

from handbook.config import HISTORY
from handbook.model.base import Document
from handbook.stamp.fields import fields_of
from handbook.stamp.seal import FIRST, Flaw, Row, flaws_of, rows_of, seal_of, sealed

Event = Literal["release", "review", "confirm"]
"""A release; a reading again of the whole; one of what stands around some items."""
Class = Literal["editorial", "normative", "structural"]
CLASSES: tuple[Class, ...] = ("editorial", "normative", "structural")
"""From the mildest."""

_HEAD = re.compile(
    rb'\{"event":"(?P<event>release|review|confirm)","id":"(?P<id>[^"\\]+)","kind":"[^"\\]+",'
    rb'"version":"(?P<version>\d+\.\d+\.\d+)","status":"(?P<status>approved|retired)",'
    rb'"effective":"(?P<effective>\d{4}-\d\d-\d\d)","on":"(?P<on>\d{4}-\d\d-\d\d)",'
)


@dataclass(frozen=True, slots=True)
class Record:
    """One line. ``content`` is the document's, ``control`` what its control block added.

    What only a release tells is empty in the other events.
    """

    event: Event
    id: str
    kind: str
    version: str
    status: Literal["approved", "retired"]
    effective: date
    on: date
    """The day of the release or reading."""
    author: str
    approver: str
    change_class: Class
    summary: str
    digest: str
    upstream: Mapping[str, str]
    quoted: Mapping[str, Any]
    control: Mapping[str, Any]
    content: Mapping[str, Any]
    previous: str

    def document(self) -> Document:
        """The document as it was released. Raises ValueError where its model has moved on."""
        model = fields_of(self.kind)
        if model is None:
            raise ValueError(self.kind)
        data = {
            **self.content,
            **self.control,
            "version": self.version,
            "status": self.status,
            "effective": self.effective.isoformat(),
        }
        return cast("Document", model.model_validate_json(json.dumps(data)))

    def values(self) -> dict[str, Any]:
        """The line's values but for the seals, as they are written."""
        return {
            "event": self.event,
            "id": self.id,
            "kind": self.kind,
            "version": self.version,
            "status": self.status,
            "effective": self.effective.isoformat(),
            "on": self.on.isoformat(),
            "author": self.author,
            "approver": self.approver,
            "class": self.change_class,
            "summary": self.summary,
            "digest": self.digest,
            "upstream": dict(self.upstream),
            "quoted": dict(self.quoted),
            "control": dict(self.control),
            "content": dict(self.content),
        }

    def line(self) -> str:
        """The line with its seal, ending in a line feed."""
        return sealed(self.values(), self.previous)[0]


@dataclass(frozen=True)
class Line:
    """A line by what a day asks of it; its ``record`` is read when it is asked for."""

    number: int
    event: Event
    id: str
    version: str
    status: Literal["approved", "retired"]
    effective: date
    on: date
    previous: str
    seal: str
    row: Row = field(repr=False)

    @property
    def raw(self) -> bytes:
        return bytes(self.row)

    @cached_property
    def record(self) -> Record:
        """All of the line. Raises ValueError for a line that the tool did not write."""
        values = json.loads(self.raw)
        try:
            values["change_class"] = values.pop("class")
            del values["seal"]
            for name in ("effective", "on"):
                values[name] = date.fromisoformat(values[name])
            return Record(**values)
        except (TypeError, KeyError) as error:
            raise ValueError(str(error)) from error


@dataclass(frozen=True)
class History:
    """The lines of one document, oldest first, and what is wrong with its file."""

    id: str
    file: str
    lines: tuple[Line, ...]
    flaws: tuple[Flaw, ...] = ()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every line that can be read whole; of another the rule about histories tells."""
        return tuple(one for line in self.lines if (one := _record(line)))

    @cached_property
    def releases(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.event == "release")

    @property
    def newest(self) -> Line | None:
        """The line of the newest release."""
        return next(self._released(), None)

    @property
    def last(self) -> Record | None:
        """The newest release."""
        return _record(self.newest)

    @property
    def seal(self) -> str:
        """The seal that the next line continues."""
        return self.lines[-1].seal if self.lines else FIRST

    @property
    def upstream(self) -> dict[str, str]:
        """What was last read of each upstream item: at the release, or confirmed since."""
        last = self.newest
        since = [line for line in self.lines if last and line.number >= last.number]
        known: dict[str, str] = {}
        for record in filter(None, map(_record, since)):
            known |= record.upstream
        return known

    @property
    def reviewed(self) -> date | None:
        """The day on which the whole was last read again without change."""
        return max((line.on for line in self.lines if line.event == "review"), default=None)

    def release(self, version: str) -> Record | None:
        """The release of a version."""
        return _record(next((one for one in self._released() if one.version == version), None))

    @cached_property
    def effects(self) -> tuple[Line, ...]:
        """The releases that take effect, each later than the one before.

        A release overtakes every earlier one that would take effect later or on the same day. One
        that says the same as the release before it, made before that took effect, gives it another
        day.
        """
        found: list[Line] = []
        before: Line | None = None
        for line in reversed(list(self._released())):
            found = [one for one in found if one.effective < line.effective]
            if before in found and _is_dated_anew(before, line):
                found.remove(before)
            found.append(line)
            before = line
        return tuple(found)

    def in_force(self, day: date) -> Line | None:
        """The newest release that had taken effect on a day, were it a retirement."""
        return next((one for one in reversed(self.effects) if one.effective <= day), None)

    def _released(self) -> Iterator[Line]:
        return (line for line in reversed(self.lines) if line.event == "release")


def histories(files: Mapping[str, bytes]) -> dict[str, History]:
    """The histories among discovered files, by the document's id, which is the file's name."""
    found = {}
    for file, raw in files.items():
        path = PurePosixPath(file)
        if path.parent.name == HISTORY:
            found[path.stem] = read(path.stem, file, raw)
    return found


def read(id_: str, file: str, raw: bytes) -> History:
    """Read a history; what is wrong with it is among its flaws."""
    lines: list[Line] = []
    flaws: list[Flaw] = []
    previous = FIRST
    rows, is_cut = rows_of(raw)
    for number, row in enumerate(rows, 1):
        line = _line(number, row)
        if line is None:
            flaws.append(Flaw(number, "unreadable"))
            continue
        flaws += (Flaw(number, why, args) for why, args in _flaws(line, id_, previous, lines))
        lines.append(line)
        previous = line.seal
    if is_cut:
        flaws.append(Flaw(len(rows) + 1, "unreadable"))
    return History(id_, file, tuple(lines), tuple(flaws))


def _is_dated_anew(before: Line | None, line: Line) -> bool:
    if before is None or before.status != line.status or before.effective <= line.on:
        return False
    old, new = _record(before), _record(line)
    return old is not None and new is not None and old.content == new.content


def _record(line: Line | None) -> Record | None:
    try:
        return line.record if line else None
    except ValueError:  # told by the rule about histories
        return None


def _line(number: int, row: Row) -> Line | None:
    head, seal = _HEAD.match(row), seal_of(row)
    if head is None or seal is None:
        return None
    text = {name: value.decode("utf-8", "replace") for name, value in head.groupdict().items()}
    try:
        days = {name: date.fromisoformat(text.pop(name)) for name in ("effective", "on")}
    except ValueError:
        return None
    known = cast("Any", {**text, **days})
    return Line(number=number, row=row, previous=seal.previous, seal=seal.own, **known)


def _flaws(
    line: Line, id_: str, previous: str, before: list[Line]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Everything by which a line betrays that the tool did not write it, or not here."""
    args: dict[str, object] = {"version": line.version}
    if line.id != id_:
        yield "other", {**args, "found": line.id}
    seal = seal_of(line.row)
    followed = (one.previous for one in before)
    for why in flaws_of(line.row, seal, previous, followed) if seal else ():
        yield why, args
    if line.event == "release" and any(
        one.version == line.version and one.event == "release" for one in before
    ):
        yield "twice", args
