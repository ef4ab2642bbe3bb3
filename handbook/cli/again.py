"""``handbook print`` of one manual: what was printed of the very same sources is not made again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

from handbook.check.run import day_in
from handbook.config import SOURCES, Project
from handbook.load.cache import code_key, used
from handbook.load.discover import discover
from handbook.model.part import holding
from handbook.render.words import LOCALE, translator

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
    settings = holding(project.root, ()).settings
    zone, language = (settings.time_zone, settings.language) if settings else ("UTC", "zh-Hans")
    kept = project.cache / "printed" / _key(project, day_in(now, zone), job)
    if not list(kept.glob("*")):
        # Two seconds of imports that a print at hand does without.
        from handbook.build import Build
        from handbook.cli.press import printed

        _keep(kept, *printed(Build(project, now, since=job.since), job.id, job.how))
    (made,) = kept.iterdir()
    used(made)
    t = translator(language)
    path = output or Path(made.name)
    path = path / made.name if path.is_dir() else path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, path)
    except OSError as error:
        raise click.ClickException(t("cli.unwritten", path=path, why=error.strerror)) from error
    click.echo(t("cli.printed", path=path, size=f"{made.stat().st_size / 1e6:.1f}"))


def _keep(folder: Path, name: str, data: bytes) -> None:
    """Put a print into a folder of its own, whole or not at all; the eldest ones give way."""
    shelf = folder.parent
    shelf.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=shelf) as part:
        made = Path(part) / folder.name
        made.mkdir()
        (made / name).write_bytes(data)
        made.replace(folder)
    for old in sorted(shelf.iterdir(), key=lambda one: one.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _key(project: Project, day: date, job: Job) -> str:
    """A digest of all that a print is made of: sources, words, templates, code and the day."""
    found = discover(project.root, SOURCES)
    said = (job.id, sorted(job.how.items()), job.since, day, found.digest())
    digest = hashlib.sha256(code_key() + repr(said).encode())
    pictures = (project.root / name for name in found.images)
    for path in (*pictures, *_files((LOCALE, *project.templates))):
        digest.update(f"{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
