"""Queries over the shipped handbook: what people type, and where it must lead."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("queries.tsv")


class Query(NamedTuple):
    """``set`` is ``tuned``, or ``aside`` where nobody looked while the ranking was made."""

    cls: str
    set: str
    text: str
    targets: frozenset[str]
    """Ids of entries; any of them among the first five will do."""


def queries() -> list[Query]:
    """All labelled queries, in the order of the file."""
    rows = [line.split("\t") for line in _FILE.read_text("utf-8").splitlines()[1:]]
    return [Query(cls, part, text, frozenset(ids.split())) for cls, part, text, ids in rows]
