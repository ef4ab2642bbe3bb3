"""What was worked out of texts, kept under these very texts from build to build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from handbook.load.cache import Memo
from handbook.load.keys import key_of

Texts = tuple[str, ...]
Made = TypeVar("Made")


class Kept:
    """A store for functions of texts alone; without a folder nothing outlives the run."""

    def __init__(self, folder: Path | None = None, language: str = "") -> None:
        self._memo = Memo(folder, f"search-{language}")

    def of(
        self, name: str, make: Callable[[tuple[str, ...]], Made], texts: tuple[str, ...]
    ) -> Made:
        """What ``make`` makes of texts: anew only if, under a name, they are not the same as last.

        It is what ``marshal`` writes, and not None.
        """
        key = key_of(*texts)
        value: Made | None = self._memo.get(name, key)
        if value is None:
            value = make(texts)
            self._memo.put(name, key, value)
        return value

    def save(self) -> None:
        """Keep what this run asked for, and nothing else."""
        self._memo.save()
