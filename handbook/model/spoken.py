"""What people call things, in whatever handbook: for the search, and for the check of replies."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("spoken.toml")


@cache
def spoken_words(tongue: str) -> dict[str, Any]:
    """The words of a language: ``words`` and ``signs`` without content, ``families``, ``asks``."""
    spoken: dict[str, Any] = tomllib.loads(_FILE.read_text("utf-8"))[tongue]
    return spoken
