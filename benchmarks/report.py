"""Results as a Markdown table and as JSON."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from benchmarks.measure import Row, ratio
from benchmarks.parts import OURS

_SCHEME = 1
_MIB = 1024**2
_GROWING = ("check, cold", "site")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure, beside its limit where one is set."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def held(self) -> str:
        if self.limit is None:
            return ""
        return "yes" if self.value <= self.limit else "**no**"


def figures(rows: Sequence[Row]) -> list[Figure]:
    """What the project promises, and how we stand beside each peer."""
    return [*_promised(rows), *_beside(rows), *_growth(rows)]


def _promised(rows: Sequence[Row]) -> Iterator[Figure]:
    limits = {
        ("check, cold", 1000): 6.0,
        ("check, unchanged", 1000): 1.5,
        ("check, one file changed", 1000): 2.0,
        ("check with releases, cold", 1000): 8.0,
        ("check with releases, unchanged", 1000): 2.0,
        ("diff of one document", 1000): 0.3,
        ("200 cards, cold", 100): 40.0,
        ("200 cards, one changed", 100): 2.0,
        ("real handbook, site and PDFs", None): 60.0,
    }
    for row in rows:
        for (subject, count), limit in limits.items():
            if row.task.subject == subject and count in (None, row.task.count):
                yield Figure(f"{subject}, {row.task.count}", row.wall, "s", limit)


def _beside(rows: Sequence[Row]) -> Iterator[Figure]:
    ours = {(r.task.subject, r.task.count): r for r in rows if r.task.who == OURS}
    for row in rows:
        subject, count = row.task.subject, row.task.count
        if row.task.who == OURS or (mine := ours.get((subject, count))) is None:
            continue
        promised = subject == "site" and count == 1000
        name = f"{subject}, {count}, ours to {row.task.who}"
        wall = ratio(mine, row, lambda sample: sample.wall)
        yield Figure(f"{name}: time", wall, "×", 0.5 if promised else None)
        yield Figure(f"{name}: processor", ratio(mine, row, lambda sample: sample.cpu), "×")
        yield Figure(f"{name}: memory", ratio(mine, row, lambda sample: sample.memory), "×")
        size = ratio(mine, row, lambda sample: sample.size)
        yield Figure(f"{name}: size", size, "×", 0.1 if promised else None)


def _growth(rows: Sequence[Row]) -> Iterator[Figure]:
    """Time for ten times as much: as a factor, and as the power of the number of documents."""
    by = {(r.task.subject, r.task.who, r.task.count): r for r in rows}
    for (subject, who, count), row in by.items():
        if subject not in _GROWING or (more := by.get((subject, who, count * 10))) is None:
            continue
        factor = more.wall / row.wall
        name = f"{subject}, {who}, {count} to {count * 10}"
        limit = 11.0 if (subject, who, count) == ("site", OURS, 100) else None
        yield Figure(f"{name}: time grows", factor, "×", limit)
        yield Figure(f"{name}: power", math.log10(factor), "")


def table(rows: Sequence[Row]) -> str:
    """The runs: medians, and the range of the times."""
    lines = [
        "| what | who | SOPs | runs | time s (range) | processor s | memory MiB | size MiB |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        walls = [sample.wall for sample in row.samples]
        size = f"{row.size / _MIB:.1f}" if row.size else ""
        lines.append(
            f"| {row.task.subject} | {row.task.who} | {row.task.count:,} | {len(walls)} "
            f"| {row.wall:.2f} ({min(walls):.2f}-{max(walls):.2f}) | {row.cpu:.2f} "
            f"| {row.memory / _MIB:.0f} | {size} |"
        )
    return "\n".join(lines)


def figure_table(found: Sequence[Figure]) -> str:
    """Ratios and limits."""
    lines = ["| figure | measured | limit | held |", "| --- | ---: | ---: | --- |"]
    for one in found:
        limit = "" if one.limit is None else f"{one.limit:g} {one.unit}"
        lines.append(f"| {one.name} | {one.value:.2f} {one.unit} | {limit} | {one.held} |")
    return "\n".join(lines)


def machine() -> str:
    """The class of machine, in words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    python = platform.python_version()
    return (
        f"{len(os.sched_getaffinity(0))} processors ({platform.machine()}), "
        f"{memory:.0f} GiB, {platform.system()}, Python {python}"
    )


def as_json(rows: Sequence[Row], found: Sequence[Figure], day: date) -> dict[str, Any]:
    """Everything, for later comparison."""
    return {
        "scheme": _SCHEME,
        "date": day.isoformat(),
        "machine": machine(),
        "rows": [
            {
                "what": row.task.subject,
                "who": row.task.who,
                "procedures": row.task.count,
                "samples": [asdict(sample) for sample in row.samples],
            }
            for row in rows
        ],
        "figures": [asdict(figure) for figure in found],
    }
