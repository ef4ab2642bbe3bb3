"""What a corpus of a given size is made of: lines of business, and an outline a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from benchmarks.words import Writer, lexicon

PER_LINE = 25
"""Procedures of a line of business; it has a script library of its own."""
PER_DIVISION = 4
"""Lines of a division; it has service levels, indicators, forms and courses of its own."""
_BLOCK = 10
"""Procedures that may refer to each other in either direction."""
_FIRST_DAY = date(2024, 1, 8)

Record = dict[str, Any]
"""A document, item or entry in the shape of our sources."""


@dataclass(frozen=True)
class Line:
    """A line of business: a domain in a segment of the market."""

    number: int
    code: str
    name: str
    domain: list[Any]

    @property
    def slug(self) -> str:
        """The code as ids of items want it."""
        return self.code.lower()

    def writer(self, name: str) -> Writer:
        """A writer on this line's subjects."""
        return Writer(f"{self.code} {name}", self.domain, self.name)


@dataclass(frozen=True)
class Outline:
    """What others may know of a procedure: id, title and steps."""

    number: int
    id: str
    title: str
    line: Line
    matter: list[Any]
    acts: tuple[Record, ...]

    @property
    def course(self) -> str:
        """The course that teaches it: each line has two."""
        half = 1 + (self.number % PER_LINE) // (PER_LINE // 2 + 1)
        return f"course.{self.line.slug}-{half}"


@dataclass(frozen=True)
class Corpus:
    """``count`` procedures. The first hundred of a thousand are those of a hundred."""

    count: int

    def outlines(self) -> Iterator[Outline]:
        """Every procedure, in order."""
        return (outline(number) for number in range(self.count))

    def lines(self) -> list[Line]:
        """The lines that have a procedure."""
        return [line(number) for number in range(-(-self.count // PER_LINE))]

    def divisions(self) -> list[list[Line]]:
        """The lines in groups."""
        lines = self.lines()
        return [lines[at : at + PER_DIVISION] for at in range(0, len(lines), PER_DIVISION)]

    def of_line(self, line: Line) -> list[Outline]:
        """The procedures of a line."""
        first = line.number * PER_LINE
        return [outline(number) for number in range(first, min(first + PER_LINE, self.count))]

    def others(self, number: int, count: int, writer: Writer) -> list[Outline]:
        """Procedures that ``number`` may refer to: of its block, and one from before it."""
        first = number - number % _BLOCK
        near = [n for n in range(first, min(first + _BLOCK, self.count)) if n != number]
        before = [writer.number(0, first - 1)] if first else []
        return [outline(n) for n in writer.sample([*before, *near], count)]


@cache
def line(number: int) -> Line:
    """The domains one after the other, then again for the next segment."""
    domains, segments = lexicon()["domains"], lexicon()["segments"]
    domain = domains[number % len(domains)]
    again = number // len(domains)
    name = domain[1] if not again else f"{segments[again % len(segments)]}{domain[1]}"
    if again >= len(segments):
        name += f"{again}区"
    return Line(number, domain[0] + (str(again + 1) if again else ""), name, domain)


@cache
def outline(number: int) -> Outline:
    """The outline of a procedure."""
    of, place = line(number // PER_LINE), number % PER_LINE
    matters = lexicon()["matters"]
    matter = matters[(of.number * 7 + place * 2) % len(matters)]
    writer = of.writer(f"outline {place}")
    steps = [step for phase in lexicon()["flows"][matter[1]] for step in _phase(phase, writer)]
    acts = {act["id"]: act for act in lexicon()["acts"]}
    name = f"SOP-{of.code}-{place + 1:02}"
    return Outline(number, name, of.name + matter[0], of, matter, tuple(acts[s] for s in steps))


def _phase(steps: list[str], writer: Writer) -> list[str]:
    """One or two steps of a phase in their order; two where there is most to find out."""
    count = 2 if steps[0] == "query" else writer.number(1, 2)
    chosen = writer.sample(steps, count)
    return sorted(chosen, key=steps.index)


def control(name: str, title: str, writer: Writer, owner: str = "dept.service") -> Record:
    """A control block; the revision record goes to the end of a document."""
    changes = _changes(writer)
    day = date.fromisoformat(changes[0]["date"]) + timedelta(days=writer.number(14, 40))
    return {
        "id": name,
        "title": title,
        "version": changes[0]["version"],
        "status": "approved",
        "effective": day.isoformat(),
        "owner": owner,
        "approver": "role.director",
        "changes": changes,
    }


def changes_last(record: Record) -> Record:
    """The document as it is written: what it says first, its history after."""
    return {**{key: value for key, value in record.items() if key != "changes"},
            "changes": record["changes"]}  # fmt: skip


def _changes(writer: Writer) -> list[Record]:
    day = _FIRST_DAY + timedelta(days=writer.number(0, 120))
    major, minor = 1, 0
    changes = [_change((major, minor), day, "structural", "首次发布")]
    for _ in range(writer.number(0, 3)):
        day += timedelta(days=writer.number(30, 130))
        kind = "normative" if writer.draw() < 0.8 else "structural"
        major, minor = (major, minor + 1) if kind == "normative" else (major + 1, 0)
        pattern = writer.pick(lexicon()["wording"]["changes"])
        summary = writer.write(pattern).replace("[[@sla]]", "统一服务时限").replace(
            "[[@form]]", "新版登记表"
        )  # fmt: skip
        changes.append(_change((major, minor), day, kind, summary))
    return changes[::-1]


def _change(version: tuple[int, int], day: date, kind: str, summary: str) -> Record:
    return {
        "version": f"{version[0]}.{version[1]}.0",
        "date": day.isoformat(),
        "class": kind,
        "summary": summary,
        "author": "流程组",
        "approved": {"by": "role.director", "on": (day + timedelta(days=3)).isoformat()},
    }
