"""A past for every document of a generated handbook: as many releases as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from handbook.config import HISTORY, SOURCES
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.stamp.history import Record
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import Release, released
from handbook.stamp.seal import FIRST, sealed

_APART = timedelta(days=30)


def write_past(folder: Path, releases: int) -> None:
    """Write the histories of a project: the newest release is what the sources say."""
    upstream = Upstream(build_library(load_tree(folder)))
    place = folder / SOURCES / HISTORY
    place.mkdir(exist_ok=True)
    for document in upstream.library.documents.values():
        day = document.effective or document.changes[0].date
        last = released(document, upstream, None, Release(day))
        lines, seal = [], FIRST
        for record in _before(last, releases - 1):
            line, seal = sealed(record.values(), seal)
            lines.append(line)
        lines.append(sealed(last.values(), seal)[0])
        (place / f"{document.id}.jsonl").write_text("".join(lines), "utf-8", newline="\n")


def _before(last: Record, count: int) -> Iterator[Record]:
    """Releases before the last one, each with a summary of its own, the oldest first."""
    for number in range(count):
        ago = _APART * (count - number)
        yield replace(
            last,
            version=f"0.{number + 1}.0",
            content={**last.content, "summary": f"第 {number + 1} 版的摘要。"},
            effective=last.effective - ago,
            on=last.on - ago,
        )
