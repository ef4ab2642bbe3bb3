"""Check a whole project; an unchanged one is answered from the cache, without building a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handbook.check.cache import Results, key
from handbook.config import CODEOWNERS, SOURCES, Project
from handbook.diagnostics import Diagnostic, Problem
from handbook.load.collector import collector_paused
from handbook.load.discover import discover
from handbook.load.keys import files_key
from handbook.progress import Progress, silent

# The models take half a second to import: only where they are needed.
if TYPE_CHECKING:
    from handbook.model.library import Library


Later = Callable[["Library", date], Iterable[Problem]]
"""What a later stage finds in a library on a day."""


_PASSING = frozenset({"CFG09", "PRT06"})
"""A fault of this tool or of this machine, which may be gone the next time."""


class Checked(NamedTuple):
    """All findings of a project, and the language that they are told in."""

    findings: list[Diagnostic]
    language: str


def check_project(
    project: Project,
    now: datetime,
    language: str | None = None,
    base: tuple[str, Path] | None = None,
    progress: Progress = silent,
    later: Later | None = None,
) -> Checked:
    """Check a project at a moment, in its own language unless another is asked for.

    ``base`` names the commit that it is compared with, and a folder that holds its sources;
    ``later`` finds what the templates of print have a part in.
    """
    found = discover(project.root, SOURCES)
    results = Results(project.cache)
    tree = found.digest()

    def name(manner: tuple[str, str]) -> str:
        day = day_in(now, manner[0]).isoformat()
        looks = files_key(project.templates) if later else b""
        compared = base[0] if base else ""
        return key(tree, day, language or manner[1], compared, looks, *_reviewers(project))

    if (manner := results.manner(tree)) is not None:
        findings = results.findings(name(manner))
        if findings is not None:
            return Checked(findings, language or manner[1])

    with collector_paused():
        from handbook.check.engine import judge, problems_in  # noqa: PLC0415
        from handbook.check.registry import BY_CODE  # noqa: PLC0415
        from handbook.load.tree import parse_tree  # noqa: PLC0415
        from handbook.model.library import build_library  # noqa: PLC0415

        sources = parse_tree(found, SOURCES, project.cache, progress)
        library = build_library(sources, project.cache)
        manner = (library.time_zone, library.language)
        former = build_library(parse_tree(discover(base[1], SOURCES))) if base else None
        day = day_in(now, manner[0])
        problems = problems_in(library, day, base=former, progress=progress)
        more = later(library, day) if later else ()
        findings = judge(library, [*problems, *more], day, language or manner[1], BY_CODE)
    if all(finding.code not in _PASSING for finding in findings):
        results.keep(tree, manner, name(manner), findings)
    return Checked(findings, language or manner[1])


def _reviewers(project: Project) -> Iterator[str | bytes]:
    """Who reviews the sources, as the forges are told: it is checked beside them."""
    for name in CODEOWNERS.values():
        path = project.root / name
        if path.is_file():
            yield from (name, path.read_bytes())


def day_in(now: datetime, zone: str) -> date:
    """The day in a time zone; as :func:`zone_of` reads its name."""
    return now.astimezone(zone_of(zone)).date()


def zone_of(name: str) -> ZoneInfo:
    """The time zone of a name; UTC where there is none, which is a finding of its own."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
