"""A cache of loaded files, keyed by content and by the code that loads them."""

from __future__ import annotations

import hashlib
import marshal
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.load.keys import key_of
from handbook.load.node import Loaded

_SHARDS = 16
SEAL = hashlib.sha256().digest_size
"""So many bytes come before what a file holds that is kept sealed."""
_UNUSED = 7 * 24 * 3600
"""So many seconds after its last use something kept is thrown away."""
_OURS = frozenset({".bin", ".new", ".pack", ".pdf"})
"""Endings of all that is kept: nothing else is thrown away."""


def sealed(path: Path, raw: bytes) -> bytes:
    """Bytes as they are kept in a file: behind a digest of them, and of the file's name."""
    return _seal(path, raw) + raw


def unsealed(path: Path) -> bytes:
    """What is kept in a file so. Raises OSError, or ValueError where a single byte is damaged."""
    kept = path.read_bytes()
    raw = kept[SEAL:]
    if _seal(path, raw) != kept[:SEAL]:
        raise ValueError(path)
    return raw


def _seal(path: Path, raw: bytes) -> bytes:
    digest = hashlib.sha256(f"{path.name}\n".encode())
    digest.update(raw)
    return digest.digest()


def read_store(path: Path) -> dict[str, Any]:
    """A stored table; empty where there is none, or where it is damaged or that of another name."""
    try:
        table = marshal.loads(unsealed(path))  # noqa: S302 - our own file, and its digest holds
        used(path)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return table if isinstance(table, dict) else {}


def write_store(path: Path, table: dict[str, Any]) -> None:
    """Store a table in one step; quietly skipped where the folder cannot be written."""
    with suppress(OSError), whole(path) as part:
        part.write_bytes(sealed(path, marshal.dumps(table)))


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept as it is; beside it stands what is told of it, and its digest."""

    path: Path

    def told(self) -> dict[str, Any] | None:
        """What is told of it; None where it is not there, or not whole."""
        told = read_store(self._beside)
        try:
            if told.pop("digest", "") != self._digest():
                return None
        except OSError:
            return None
        used(self.path)
        return told

    def tell(self, **told: Any) -> None:
        """Store what is told of the file, which is there; raises OSError."""
        write_store(self._beside, told | {"digest": self._digest()})

    def drop(self) -> None:
        """Throw it away; raises OSError."""
        self.path.unlink()
        self._beside.unlink()

    @property
    def _beside(self) -> Path:
        return self.path.with_suffix(".bin")

    def _digest(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to be written, which then takes the place of another: whole or not at all.

    Each process has its own, so that two runs do not write into one another's. Raises OSError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield part
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def used(path: Path) -> None:
    """Note that something kept was of use: :func:`sweep` leaves it alone."""
    with suppress(OSError):  # a folder that cannot be written is not swept either
        os.utime(path)


def sweep(folder: Path) -> None:
    """Throw away what was of no use for a week: each edition of a manual is kept as a file.

    A week counts from the last use of anything, so that no clock is asked.
    """
    kept = (path for path in folder.rglob("*") if path.suffix in _OURS and path.is_file())
    times = {path: path.lstat().st_mtime for path in kept}
    latest = max(times.values(), default=0.0)
    for path, time in times.items():
        if latest - time > _UNUSED:
            with suppress(OSError):
                path.unlink()


class Memo:
    """What a stage made of each source, by the source's file and a key of all that went in.

    Remembers what this run used and stores only that. It lies in several stores by the name of the
    file: one changed source costs one of them.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder
        self._name = name
        self._stored: dict[int, _Shard] = {}
        self._used: dict[int, _Shard] = {number: {} for number in range(_SHARDS)}

    def key(self, *parts: bytes) -> bytes:
        """A key of what a value is made of; empty where nothing is kept, and no code is read."""
        return key_of(*parts) if self._folder else b""

    def get(self, file: str, key: bytes) -> Any:
        """The value kept of a file, if it was kept under this very key; None else."""
        number = _number(file)
        entry = self._shard(number).get(file)
        if entry is None or entry[0] != key:
            return None
        self._used[number][file] = entry
        return entry[1]

    def put(self, file: str, key: bytes, value: Any) -> None:
        """Keep a value; None is none. Values are what ``marshal`` writes."""
        if self._folder and value is not None:
            self._used[_number(file)][file] = (key, value)

    def save(self) -> None:
        """Store what this run used, where it is not what was stored."""
        for number, used in self._used.items():
            if self._folder and _keys(used) != _keys(self._shard(number)):
                write_store(self._path(self._folder, number), used)

    def _shard(self, number: int) -> _Shard:
        if number not in self._stored:
            self._stored[number] = (
                read_store(self._path(self._folder, number)) if self._folder else {}
            )
        return self._stored[number]

    def _path(self, folder: Path, number: int) -> Path:
        return folder / f"{self._name}-{number:02}.bin"


class Cache:
    """Loaded files without problems."""

    def __init__(self, folder: Path | None) -> None:
        self._memo = Memo(folder, "loaded")

    def get(self, file: str, raw: bytes) -> Loaded | None:
        """The loaded file, if it was stored with this content by this code."""
        entry = self._memo.get(file, self._memo.key(raw))
        return Loaded(file, *entry) if entry else None

    def put(self, raw: bytes, loaded: Loaded) -> None:
        """Keep a loaded file in which nothing was wrong."""
        if not loaded.problems:
            self._memo.put(loaded.file, self._memo.key(raw), (loaded.json, loaded.packed))

    def save(self) -> None:
        """Store what this run used, where it is not what was stored."""
        self._memo.save()


_Shard = dict[str, tuple[bytes, Any]]


def _number(file: str) -> int:
    return zlib.crc32(file.encode()) % _SHARDS


def _keys(shard: _Shard) -> dict[str, bytes]:
    return {file: entry[0] for file, entry in shard.items()}


def clear(path: Path) -> None:
    """Take away whatever is there. Raises OSError."""
    import shutil  # noqa: PLC0415 - only builds clear anything

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
