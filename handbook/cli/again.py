"""``handbook print`` of one manual: what was printed of the very same sources is not made again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

from handbook.check.run import day_in
from handbook.cli.put import put, written
from handbook.config import SOURCES, Project
from handbook.load.cache import KeptFile
from handbook.load.discover import discover
from handbook.load.keys import files_key, joined, key_of
from handbook.model.part import holding
from handbook.render.words import translator

_KEPT = 8
"""So many prints are kept, the latest."""


class Job(NamedTuple):
    """A manual that is asked for, in which way, and with revision bars since which edition."""

    id: str
    how: Mapping[str, Any]
    since: date | None = None


def print_manual(project: Project, now: datetime, job: Job, output: Path | None) -> None:
    """Write a manual in the way that is asked for; by default here, under its own name.

    Raises click.ClickException.
    """
    library = holding(project.root, ())
    language = library.language
    key = _key(project, day_in(now, library.time_zone), job)
    kept = KeptFile(project.cache / "printed" / f"{key}.pdf")
    if told := kept.told():
        _hand_out(kept.path, told["name"], output, language)
        return
    # Two seconds of imports that a print at hand does without.
    from handbook.build import Build
    from handbook.cli.press import printed

    with written(project.cache):
        project.cache.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(dir=project.cache)
    with folder:
        build = Build(project, now, since=job.since)
        made = printed(build, job.id, job.how, Path(folder.name))
        _hand_out(made, made.name, output, language)
        _keep(made, kept)


def _hand_out(file: Path, name: str, output: Path | None, language: str) -> None:
    path = output or Path(name)
    with written(path):
        path = path / name if path.is_dir() else path
    put(path, file)
    size = f"{file.stat().st_size / 1e6:.1f}"
    click.echo(translator(language)("cli.printed", path=path, size=size))


def _keep(made: Path, kept: KeptFile) -> None:
    """Keep a print, and beside it its name; the eldest ones give way."""
    folder = kept.path.parent
    with suppress(OSError):  # where none can be kept the next one is made again
        folder.mkdir(exist_ok=True)
        made.replace(kept.path)
        kept.tell(name=made.name)
        others = sorted(folder.glob("*.pdf"), key=lambda one: one.stat().st_mtime)
        for old in others[:-_KEPT]:
            KeptFile(old).drop()


def _key(project: Project, day: date, job: Job) -> str:
    """A digest of all that a print is made of: sources, words, templates, code and the day."""
    found = discover(project.root, SOURCES)
    said = (job.id, sorted(job.how.items()), job.since, day, found.digest())
    pictures = (joined((project.root / name).read_bytes()) for name in found.images)
    return key_of(repr(said), files_key(project.templates), *pictures).hex()
