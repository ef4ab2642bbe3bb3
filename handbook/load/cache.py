"""A cache of loaded files, keyed by content and by the code that loads them."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from handbook import __version__
from handbook.load.node import Loaded

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("pyyaml", "pydantic", "pydantic-core", "markdown-it-py", "opencc", "tzdata")
_SHARDS = 16
_DIGEST = hashlib.sha256().digest_size


@cache
def code_key() -> bytes:
    """A digest of the code that reads and checks sources, so that a changed tool starts afresh."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            continue
    for path in sorted(_PACKAGE.rglob("*.py")):
        raw = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE)} {len(raw)}\n".encode())
        digest.update(raw)
    return digest.digest()


def read_store(path: Path) -> dict[str, Any]:
    """A stored table; empty where there is none, or where a single byte of it is damaged."""
    try:
        raw = path.read_bytes()
        if hashlib.sha256(raw[_DIGEST:]).digest() != raw[:_DIGEST]:
            return {}
        table = marshal.loads(raw[_DIGEST:])  # noqa: S302 - our own file, and its digest holds
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return table if isinstance(table, dict) else {}


def write_store(path: Path, table: dict[str, Any]) -> None:
    """Store a table in one step; quietly skipped where the folder cannot be written."""
    raw = marshal.dumps(table)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(hashlib.sha256(raw).digest() + raw)
        part.replace(path)
    except OSError:
        return


class Cache:
    """Loaded files without problems; remembers what this run used and stores only that.

    They lie in several stores by the name of the file: one changed source costs one of them.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stored: dict[int, _Shard] = {}
        self._used: dict[int, _Shard] = {number: {} for number in range(_SHARDS)}

    def get(self, file: str, raw: bytes) -> Loaded | None:
        """The loaded file, if it was stored with this content by this code."""
        shard = _shard(file)
        entry = self._shard(shard).get(file)
        if entry is None or entry[0] != _digest(raw):
            return None
        self._used[shard][file] = entry
        return Loaded(file, *entry[1:])

    def put(self, raw: bytes, loaded: Loaded) -> None:
        """Keep a loaded file in which nothing was wrong."""
        if self._folder and not loaded.problems:
            entry = (_digest(raw), loaded.json, loaded.packed)
            self._used[_shard(loaded.file)][loaded.file] = entry

    def save(self) -> None:
        """Store what this run used, where it is not what was stored."""
        for number, used in self._used.items():
            if self._folder and _contents(used) != _contents(self._shard(number)):
                write_store(self._path(self._folder, number), used)

    def _shard(self, number: int) -> _Shard:
        if number not in self._stored:
            self._stored[number] = (
                read_store(self._path(self._folder, number)) if self._folder else {}
            )
        return self._stored[number]

    def _path(self, folder: Path, number: int) -> Path:
        return folder / f"loaded-{number:02}.bin"


_Shard = dict[str, tuple[bytes, bytes, bytes]]


def _shard(file: str) -> int:
    return zlib.crc32(file.encode()) % _SHARDS


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(code_key() + raw).digest()


def _contents(shard: _Shard) -> dict[str, bytes]:
    return {file: entry[0] for file, entry in shard.items()}
