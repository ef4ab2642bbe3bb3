"""Where a picture's path leads: a name among the sources, or out of them."""

from __future__ import annotations

import posixpath
import re

from handbook.config import SOURCES

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")


def name_of(written: str) -> str | None:
    """The path from the project's folder, or None where it leads out of the sources."""
    if _ELSEWHERE.match(written) or "\\" in written:
        return None
    name = posixpath.normpath(f"{SOURCES}/{written}")
    return name if name.startswith(f"{SOURCES}/") else None
