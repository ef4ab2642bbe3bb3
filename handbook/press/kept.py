"""Packs where they are kept: in a file of the cache, or in memory where none can be written."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from handbook.load.cache import SEAL, sealed, unsealed, used, whole
from handbook.press.pack import PackError, glance


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are read when they are needed: a manual may hold thousands of packs."""

    where: Path | bytes

    def read(self) -> bytes:
        """The whole pack; raises PackError."""
        if isinstance(self.where, bytes):
            return self.where
        try:
            return unsealed(self.where)
        except ValueError as error:
            raise PackError(f"{self.where}: damaged; the next build makes it again") from error

    def glance(self) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
        """What the pack says of itself, and its faces; raises PackError."""
        if isinstance(self.where, bytes):
            return glance(BytesIO(self.where))
        with self.where.open("rb") as file:
            file.seek(SEAL)
            return glance(file)

    @property
    def pages(self) -> int:
        """The number of its pages; raises PackError."""
        return len(self.glance()[0]["pages"])


@dataclass(frozen=True, slots=True)
class Keep:
    """A folder of packs by key."""

    folder: Path

    def find(self, key: str) -> Kept | None:
        """What is kept under a key, unless it is damaged."""
        path = self._path(key)
        try:
            unsealed(path)
        except (OSError, ValueError):
            return None
        used(path)
        return Kept(path)

    def put(self, key: str, data: bytes) -> Kept:
        """Keep bytes under a key, whole or not at all."""
        path = self._path(key)
        try:
            with whole(path) as part:
                part.write_bytes(sealed(path, data))
        except OSError:
            return Kept(data)  # a cache that cannot be written only costs time and memory
        return Kept(path)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.pack"
