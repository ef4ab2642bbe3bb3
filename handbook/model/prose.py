"""References and blanks inside text: ``[[id]]``, ``[[id|words]]``, ``{order_no}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
SLOT = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Reference:
    """``target`` as written, ``words`` where the author set them, ``source`` the whole mark."""

    target: str
    words: str | None
    source: str


def references(text: str) -> Iterator[Reference]:
    """Every ``[[...]]`` in a text."""
    if "[[" in text:
        for match in REFERENCE.finditer(text):
            yield Reference(match[1].strip(), match[2], match[0])


def slots(text: str) -> Iterator[str]:
    """The name of every ``{blank}`` in a text."""
    if "{" in text:
        for match in SLOT.finditer(text):
            yield match[1]
