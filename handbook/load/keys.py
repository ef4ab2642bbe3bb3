"""Keys of what is kept: digests of all that it is made of, this tool included."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from handbook import __version__

_PACKAGE = Path(__file__).parent.parent


def key_of(*parts: str | bytes) -> bytes:
    """A key of what is named, and of this tool."""
    return joined(tool_key(), *parts)


def joined(*parts: str | bytes) -> bytes:
    """A digest of several texts or files, each told from the next."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d " % len(raw))
        digest.update(raw)
    return digest.digest()


@cache
def tool_key() -> bytes:
    """A digest of this tool, its words and tables included: a changed one starts afresh."""
    return joined(__version__, sys.version, *_installed(), files_key([_PACKAGE]))


def files_key(folders: Iterable[Path]) -> bytes:
    """A digest of all files below some folders, but for what Python compiles."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix != ".pyc"):
            if path.is_file():
                digest.update(joined(str(path.relative_to(folder)), path.read_bytes()))
    return digest.digest()


def _installed() -> list[str]:
    """Name and version of every installed library, as its folder of metadata is called.

    ``importlib.metadata`` would tell the same after importing the whole of ``email``.
    """
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = (name for folder in folders for name in os.listdir(folder))  # noqa: PTH208 - names
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
