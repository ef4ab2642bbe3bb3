"""Writing several histories at once: all of them or none, whenever the power fails.

What is new is written beside each history first. Then a journal names them all: from that moment on
the release has happened, and what is not yet in its place is put there by whoever comes next.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from handbook.config import HISTORY, JOURNAL, SOURCES
from handbook.stamp.history import Record


def append(root: Path, records: Iterable[Record]) -> None:
    """Add a line to the history of each record's document; all or none."""
    folder = root / SOURCES / HISTORY
    folder.mkdir(parents=True, exist_ok=True)
    recover(root)
    content: dict[str, str] = {}
    for record in records:
        path = folder / f"{record.id}.jsonl"
        before = content.get(record.id)
        if before is None:
            before = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
        content[record.id] = before + record.line()
    for id_, text in content.items():
        _write(_part(folder, id_), text)
    _write(folder / f"{JOURNAL}.part", json.dumps(sorted(content)))
    (folder / f"{JOURNAL}.part").replace(folder / JOURNAL)
    _settle(folder, content)


def recover(root: Path) -> None:
    """Finish a release that was named in a journal; forget one that was not."""
    folder = root / SOURCES / HISTORY
    journal = folder / JOURNAL
    if journal.is_file():
        _settle(folder, dict.fromkeys(json.loads(journal.read_text("utf-8")), ""))
    for left in folder.glob(".*.part"):
        left.unlink()


def _settle(folder: Path, content: Mapping[str, str]) -> None:
    for id_ in content:
        if (part := _part(folder, id_)).is_file():
            part.replace(folder / f"{id_}.jsonl")
    (folder / JOURNAL).unlink()


def _part(folder: Path, id_: str) -> Path:
    return folder / f".{id_}.jsonl.part"  # discovery passes by names that begin with a dot


def _write(path: Path, text: str) -> None:
    with path.open("wb") as stream:
        stream.write(text.encode("utf-8", "surrogateescape"))
        stream.flush()
        os.fsync(stream.fileno())
