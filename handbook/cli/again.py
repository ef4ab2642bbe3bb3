"""``handbook print`` of one manual: what was printed of the very same sources is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from handbook.check.run import day_in
from handbook.cli.put import put, written
from handbook.config import SOURCES, Project
from handbook.load.cache import code_key, read_store, write_store
from handbook.load.discover import discover
from handbook.model.part import holding
from handbook.render.words import LOCALE, translator

_KEPT = 8
"""So many prints are kept, the latest."""
_MADE = ("name", "content")
"""What is kept of one: the name that its file has by default, and its bytes."""


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
    kept = project.cache / "printed" / f"{_key(project, day_in(now, zone), job)}.bin"
    made = read_store(kept)
    if not made:
        # Two seconds of imports that a print at hand does without.
        from handbook.build import Build
        from handbook.cli.press import printed

        with written(project.cache):
            project.cache.mkdir(parents=True, exist_ok=True)
        found = printed(Build(project, now, since=job.since), job.id, job.how)
        made = dict(zip(_MADE, found, strict=True))
        _keep(kept, made)
    name, content = (made[key] for key in _MADE)
    path = output or Path(name)
    with written(path):
        path = path / name if path.is_dir() else path
    put(path, content)
    t = translator(language)
    click.echo(t("cli.printed", path=path, size=f"{len(content) / 1e6:.1f}"))


def _keep(file: Path, made: dict[str, Any]) -> None:
    """Keep a print; the eldest ones give way."""
    write_store(file, made)
    with suppress(OSError):
        others = sorted(file.parent.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in others[:-_KEPT]:
            old.unlink()


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
