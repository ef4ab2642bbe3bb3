"""What is read from the world: the clock, the environment, the working folder."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeVar

import click

from handbook.cli import tongue
from handbook.cli.along import check_own, keep_out
from handbook.cli.put import refusal
from handbook.config import HISTORY, JOURNAL, SOURCES, Project, find_project
from handbook.render.fault import FaultyTemplateError

_EPOCH = "SOURCE_DATE_EPOCH"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_Date = TypeVar("_Date", bound=date)


def now(as_of: date | None = None) -> datetime:
    """The moment of this run, or noon of another day.

    SOURCE_DATE_EPOCH fixes it, for the same bytes every time. Raises UsageError where it is none.
    """
    if as_of is not None:
        return datetime.combine(as_of, time(12), UTC)
    epoch = os.environ.get(_EPOCH, "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return told(datetime.fromtimestamp(int(epoch), UTC))
    except (ValueError, OverflowError, OSError):
        raise tongue.Misused(tongue.told("cli.no_moment", name=_EPOCH, value=epoch)) from None


def told(day: _Date) -> _Date:
    """A day that a person may mean; raises ValueError for one of another age."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(day)
    return day


def stop_clock(day: date) -> None:
    """Fix the moment of this run and of all that it starts: noon of a day."""
    os.environ[_EPOCH] = str(int(now(day).timestamp()))


def press() -> bool:
    """Whether PDFs are made: HANDBOOK_PRESS=0 leaves them out."""
    return os.environ.get("HANDBOOK_PRESS") != "0"


def columns() -> int:
    """How wide the terminal is; a hundred where the output is none."""
    return shutil.get_terminal_size((100, 24)).columns


def colour() -> bool:
    """Whether the output is a terminal, which shows colours."""
    return sys.stdout.isatty()


def asking() -> bool:
    """Whether somebody sits at the terminal who can be asked."""
    return sys.stdin.isatty()


def found_project() -> Project | None:
    """The project that the working folder belongs to, if any."""
    try:
        return find_project(Path.cwd())
    except FileNotFoundError:  # the folder was deleted meanwhile
        return None


def project() -> Project:
    """The project that the working folder belongs to; raises UsageError where there is none."""
    found = found_project()
    if found is None:
        raise tongue.Misused(tongue.told("cli.no_project"))
    if os.path.isfile(found.root / SOURCES / HISTORY / JOURNAL):  # noqa: PTH113 - raises nothing
        from handbook.cli.journal import recover

        check_own(found.root, f"{SOURCES}/{HISTORY}/{JOURNAL}")
        recover(found.root)
    check_cache(found)
    return found


def check_cache(project: Project) -> None:
    """Raise click.ClickException for a cache that is a link, or that came with the sources.

    Files in it are thrown away, and what they say is believed.
    """
    check_own(project.root, project.cache.parent.name)
    for folder in (project.cache.parent, project.cache):
        if folder.is_symlink():
            raise refusal("cli.cache_leads", path=folder)
    keep_out(project.cache.parent)


def faulty(error: FaultyTemplateError) -> click.ClickException:
    """A mistake in a template, in words."""
    return refusal("cli.template", file=error.file, line=error.line, why=error.why)
