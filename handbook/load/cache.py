"""A cache of loaded files, keyed by content and by the code that loads them."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from handbook import __version__
from handbook.load.node import Loaded

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("pyyaml", "pydantic", "pydantic-core", "markdown-it-py", "tzdata")
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


def key(file: str, raw: bytes) -> str:
    """The cache key of a file's content."""
    digest = hashlib.sha256(code_key())
    digest.update(f"{file}\n".encode())
    digest.update(raw)
    return digest.hexdigest()


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
    """Loaded files without problems; remembers what this run used and stores only that."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "loaded.bin" if folder else None
        self._entries: dict[str, tuple[bytes, bytes]] = read_store(self._path) if self._path else {}
        self._used: dict[str, tuple[bytes, bytes]] = {}

    def get(self, key: str, file: str) -> Loaded | None:
        """The loaded file of a key, if it was stored."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._used[key] = entry
        return Loaded(file, *entry)

    def put(self, key: str, loaded: Loaded) -> None:
        """Keep a loaded file in which nothing was wrong."""
        if self._path and not loaded.problems:
            self._used[key] = (loaded.json, loaded.packed)

    def save(self) -> None:
        """Store what this run used."""
        if self._path and self._used.keys() != self._entries.keys():
            write_store(self._path, self._used)
