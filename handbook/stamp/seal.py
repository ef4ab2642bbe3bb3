"""Lines that the tool alone writes: each is JSON and sealed to the one before.

A line ends in the seal of the line before and its own: the SHA-256 of its bytes up to there. So an
edited, deleted or moved line shows, and a file is verified without its content being read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

FIRST = "0" * 64
"""What stands for the line before the first one."""
_TAIL = re.compile(
    rb',"previous":"(?P<previous>[0-9a-f]{64})"(?P<end>),"seal":"(?P<seal>[0-9a-f]{64})"\}$'
)
_LENGTH = 153
"""Bytes of the two seals with their keys."""


Row = bytes | memoryview
"""A line without its line feed: a view of its file, so that the past is in memory once."""


class Seal(NamedTuple):
    """The seals of a line."""

    previous: str
    own: str
    end: int
    """How many bytes its own seal is made of."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a line, counted from 1; ``why`` is a case of the rule that tells it."""

    line: int
    why: str
    args: Mapping[str, object] = field(default_factory=dict)


def sealed(values: Mapping[str, Any], previous: str) -> tuple[str, str]:
    """A line, ending in a line feed, and its own seal."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    head = f'{text[:-1]},"previous":"{previous}"'
    seal = _digest(head.encode())
    return f'{head},"seal":"{seal}"}}\n', seal


def seal_of(raw: Row) -> Seal | None:
    """The seals of a line without its line feed; None where it has none."""
    tail = _TAIL.search(raw, max(0, len(raw) - _LENGTH))
    if tail is None:
        return None
    return Seal(tail["previous"].decode(), tail["seal"].decode(), tail.start("end"))


def flaws_of(raw: Row, seal: Seal, previous: str, before: Iterable[str]) -> Iterator[str]:
    """By what a line betrays that the tool did not write it: ``edited``; ``gap`` or ``forked``.

    ``previous`` is the seal of the line that stands before, ``before`` what all lines there follow.
    """
    if seal.own != _digest(raw[: seal.end]):
        yield "edited"
    if seal.previous != previous:
        yield "forked" if seal.previous in before else "gap"


def rows_of(raw: bytes) -> tuple[list[Row], bool]:
    """The lines of a file, and whether the last one was written by half."""
    whole, start = memoryview(raw), 0
    rows: list[Row] = []
    while (end := raw.find(b"\n", start)) >= 0:
        rows.append(whole[start : end - raw.endswith(b"\r", start, end)])
        start = end + 1
    return rows, start < len(raw)


def _digest(text: Row) -> str:
    return hashlib.sha256(text).hexdigest()
