"""Writing several files at once: all of them or none, whenever the power fails.

What is new is written beside each file first. Then a journal names them all: from that moment on
they have changed, and what is not yet in its place is put there by whoever comes next.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from handbook.config import HISTORY, JOURNAL, SOURCES
from handbook.stamp.history import Record


def append(root: Path, records: Iterable[Record]) -> None:
    """Add a line to the history of each record's document; all or none."""
    lines: dict[str, str] = defaultdict(str)
    for record in records:
        lines[f"{SOURCES}/{HISTORY}/{record.id}.jsonl"] += record.line()
    extend(root, lines)


def extend(root: Path, lines: Mapping[str, str]) -> None:
    """Add lines to files below a project; all or none."""
    recover(root)
    before = {
        file: path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
        for file in lines
        for path in (root / file,)
    }
    write(root, {file: before[file] + added for file, added in lines.items()})


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Give files below a project other texts; all or none."""
    folder = root / SOURCES / HISTORY
    folder.mkdir(parents=True, exist_ok=True)
    recover(root)
    for file, text in texts.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        _write(_part(root / file), text)
    _write(folder / f"{JOURNAL}.part", json.dumps(sorted(texts)))
    (folder / f"{JOURNAL}.part").replace(folder / JOURNAL)
    _settle(root, texts)


def recover(root: Path) -> None:
    """Finish what was named in a journal; forget what was not."""
    journal = root / SOURCES / HISTORY / JOURNAL
    if journal.is_file():
        _settle(root, json.loads(journal.read_text("utf-8")))
    for left in (root / SOURCES).rglob(".*.part"):
        left.unlink()


def _settle(root: Path, files: Iterable[str]) -> None:
    for file in files:
        if (part := _part(root / file)).is_file():
            part.replace(root / file)
    (root / SOURCES / HISTORY / JOURNAL).unlink()


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")  # discovery passes by names that begin with a dot


def _write(path: Path, text: str) -> None:
    with path.open("wb") as stream:
        stream.write(text.encode("utf-8", "surrogateescape"))
        stream.flush()
        os.fsync(stream.fileno())
