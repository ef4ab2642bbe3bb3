"""Writing several files at once: all of them or none, whenever the power fails.

What is new is written beside each file first. Then a journal is put down, which names the files and
what they will hold: from that moment on they have changed, and what is not yet in its place is put
there by whoever comes next. A journal that says anything else than what lies there, as one that
came with the sources from elsewhere, is none. Two runs do this one after the other.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from handbook.cli.alone import alone
from handbook.cli.put import refusal, written
from handbook.config import HISTORY, JOURNAL, SOURCES
from handbook.load.discover import HISTORY as RECORDS
from handbook.load.discover import TEXT
from handbook.stamp.history import Record
from handbook.stamp.seal import FIRST, rows_of, seal_of

_WRITTEN = frozenset({*TEXT, RECORDS})
"""Endings of what is written at once: histories, registers of copies and documents."""


def append(root: Path, records: Iterable[Record]) -> None:
    """Add a line to the history of each record's document; as :func:`extend`."""
    lines: dict[str, str] = defaultdict(str)
    for record in records:
        lines[f"{SOURCES}/{HISTORY}/{record.id}.jsonl"] += record.line()
    extend(root, lines)


def extend(root: Path, lines: Mapping[str, str]) -> None:
    """Add sealed lines to files below a project; all or none.

    Raises click.ClickException where a file cannot be written, or does not end any more in the line
    that the first of its new ones continues.
    """
    with _alone(root):
        contents = {}
        for file, added in lines.items():
            with written(Path(file)):
                before = (root / file).read_bytes() if (root / file).exists() else b""
            raw = added.encode()
            if _end(before) != _begin(raw):
                raise refusal("cli.meanwhile", file=file)
            contents[file] = before + raw
        _write_all(root, contents)


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Give files below a project other texts; all or none. Raises click.ClickException."""
    with _alone(root):
        _write_all(root, {file: text.encode() for file, text in texts.items()})


def recover(root: Path) -> None:
    """Finish what a journal was put down for; forget the rest. Raises click.ClickException."""
    with _alone(root):
        pass


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """The history's folder for one run at a time, with nothing left undone by another."""
    folder = Path(SOURCES, HISTORY)
    with written(folder), alone(root / folder, patient=True):
        with written(folder / JOURNAL):
            _settle(root)
        yield


def _write_all(root: Path, contents: Mapping[str, bytes]) -> None:
    journal = root / SOURCES / HISTORY / JOURNAL
    told = {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()}
    with written(Path(SOURCES, HISTORY, JOURNAL)):
        _write(_part(journal), json.dumps(told).encode())
    for file, content in contents.items():
        with written(Path(file)):
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            _write(_part(root / file), content)
    with written(Path(SOURCES, HISTORY, JOURNAL)):
        _part(journal).replace(journal)
        for file in contents:
            _part(root / file).replace(root / file)
        journal.unlink()


def _settle(root: Path) -> None:
    """Put what a journal names in its place; drop what was written before there was one."""
    journal = root / SOURCES / HISTORY / JOURNAL
    told = _told(root, journal)
    if told and all(digest in (_digest(path), _digest(_part(path))) for path, digest in told):
        for path, digest in told:
            if _digest(_part(path)) == digest:
                _part(path).replace(path)
        journal.unlink()
    begun = [path for path, _ in _told(root, _part(journal))]
    for path in (*begun, journal):
        if os.path.isfile(_part(path)):  # noqa: PTH113 - raises nothing
            _part(path).unlink()


def _told(root: Path, journal: Path) -> list[tuple[Path, str]]:
    """The sources that a journal names, with digests of what they will hold; none if it is none."""
    sources = os.path.realpath(root / SOURCES)
    try:
        told = [(root / file, digest) for file, digest in json.loads(journal.read_bytes()).items()]
        for path, digest in told:
            inside = Path(os.path.realpath(path.parent)).is_relative_to(sources)
            source = path.suffix.lower() in _WRITTEN and not path.name.startswith(".")
            if not (inside and source and isinstance(digest, str)) or path.is_dir():
                return []
    except (OSError, ValueError, AttributeError, RecursionError):
        return []
    return told


def _digest(path: Path) -> str | None:
    """A digest of a file; None where there is none."""
    if not os.path.isfile(path):  # noqa: PTH113 - raises nothing
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")  # discovery passes by names that begin with a dot


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _end(raw: bytes) -> str:
    """The seal in which a file ends, as far as its lines have one."""
    seals = (seal.own for row in reversed(rows_of(raw)[0]) if (seal := seal_of(row)))
    return next(seals, FIRST)


def _begin(raw: bytes) -> str:
    """The seal that the first of some lines continues."""
    seal = seal_of(rows_of(raw)[0][0])
    return seal.previous if seal else ""
