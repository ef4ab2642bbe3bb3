"""The history of a document: one line a release or confirmation, each sealed to the one before.

``history/<ID>.jsonl`` is written by the tool alone. A line holds all that was told on its day, so
the past can be read without git; its ``seal`` is the SHA-256 of its canonical JSON, which holds
the seal of the line before, so that an edited, deleted or moved line shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal, cast, get_args

from handbook.model.base import Document
from handbook.stamp.digest import digest_of, sha256
from handbook.stamp.fields import fields_of

FOLDER = "history"
FIRST = "0" * 64
"""What stands for the line before the first one."""

Event = Literal["release", "review", "confirm"]
"""A release; a reading again of the whole; one of what stands around some items."""

Class = Literal["editorial", "normative", "structural"]
CLASSES: tuple[Class, ...] = ("editorial", "normative", "structural")
"""From the mildest."""


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
    seal: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the digest of a release is that of what it holds."""
        told = digest_of(self.kind, self.content, self.quoted)
        return self.event != "release" or self.digest == told

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
        """The line's values but for its seal, as they are written."""
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
            "previous": self.previous,
            "upstream": dict(self.upstream),
            "quoted": dict(self.quoted),
            "control": dict(self.control),
            "content": dict(self.content),
        }

    def line(self) -> str:
        """The line with its seal, ending in a line feed."""
        values = self.values()
        values["seal"] = sha256(values)
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a line, counted from 1; ``why`` is a case of the rule that tells it."""

    line: int
    why: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """The records of one document, oldest first, and what is wrong with its file."""

    id: str
    file: str
    records: tuple[Record, ...]
    flaws: tuple[Flaw, ...] = ()

    @property
    def releases(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.event == "release")

    @property
    def last(self) -> Record | None:
        """The newest release."""
        releases = self.releases
        return releases[-1] if releases else None

    @property
    def seal(self) -> str:
        """The seal that the next line continues."""
        return self.records[-1].seal if self.records else FIRST

    @property
    def upstream(self) -> dict[str, str]:
        """What was last read of each upstream item: at the release, or confirmed since."""
        known: dict[str, str] = {}
        for record in self.records:
            before = {} if record.event == "release" else known
            known = {**before, **record.upstream}
        return known

    @property
    def reviewed(self) -> date | None:
        """The day on which the whole was last read again without change."""
        return max((one.on for one in self.records if one.event == "review"), default=None)

    def release(self, version: str) -> Record | None:
        """The release of a version."""
        return next((one for one in self.releases if one.version == version), None)

    def in_force(self, day: date) -> Record | None:
        """The newest release that had taken effect on a day, were it a retirement."""
        return next((one for one in reversed(self.releases) if one.effective <= day), None)


def histories(files: Mapping[str, bytes]) -> dict[str, History]:
    """The histories among discovered files, by the document's id, which is the file's name."""
    found = {}
    for file, raw in files.items():
        path = PurePosixPath(file)
        if path.parent.name == FOLDER:
            found[path.stem] = read(path.stem, file, raw)
    return found


def read(id_: str, file: str, raw: bytes) -> History:
    """Read a history; what is wrong with it is among its flaws."""
    records: list[Record] = []
    flaws: list[Flaw] = []
    previous = FIRST
    for number, line in enumerate(raw.splitlines(), 1):
        record = _record(line)
        if record is None:
            flaws.append(Flaw(number, "unreadable"))
            continue
        flaws += (Flaw(number, why, args) for why, args in _flaws(record, id_, previous, records))
        records.append(record)
        previous = record.seal
    return History(id_, file, tuple(records), tuple(flaws))


def _record(line: bytes) -> Record | None:
    try:
        values = json.loads(line)
        values["change_class"] = values.pop("class")
        for name in ("effective", "on"):
            values[name] = date.fromisoformat(values[name])
        record = Record(**values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    mappings = (record.upstream, record.quoted, record.control, record.content)
    sound = record.event in get_args(Event) and record.change_class in CLASSES
    return record if sound and all(isinstance(one, dict) for one in mappings) else None


def _flaws(
    record: Record, id_: str, previous: str, before: list[Record]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Everything by which a line betrays that the tool did not write it, or not here."""
    args: dict[str, object] = {"version": record.version}
    if record.id != id_:
        yield "other", {**args, "found": record.id}
    if record.seal != sha256(record.values()) or not record.is_whole:
        yield "edited", args
    if record.previous != previous:
        forked = any(one.previous == record.previous for one in before)
        yield ("forked" if forked else "gap"), args
    if record.event == "release" and any(
        one.version == record.version and one.event == "release" for one in before
    ):
        yield "twice", args
