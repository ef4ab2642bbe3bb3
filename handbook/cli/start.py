"""``handbook init``: a new company's handbook, complete enough to build at once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from handbook.check.run import day_in
from handbook.cli.edit import Source
from handbook.cli.forge import put_workflows
from handbook.cli.put import put, taken
from handbook.cli.schema import SCHEMAS, put_workspace, write_schemas
from handbook.config import HANDBOOK, LANGUAGES, SOURCES, data
from handbook.load.tree import load_tree
from handbook.model.kinds import kind_of
from handbook.model.library import build_library
from handbook.render.schema import SETTINGS, schema_file
from handbook.render.words import translator

_GIT = (".gitignore", ".gitattributes")
_DAY = "2026-01-01"
"""What the start's files say in place of the day on which they are made."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is asked of who begins: the handbook's and the company's name, empty for examples."""

    language: str
    name: str = ""
    organisation: str = ""
    forge: str = ""


def start(folder: Path, asked: Start, now: datetime) -> None:
    """Write a handbook into a new or empty folder. Raises click.ClickException."""
    t = translator(LANGUAGES[asked.language])
    if taken(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(t("start.taken", folder=folder))
    template = data("scaffold") / "start" / asked.language
    settings = build_library(load_tree(template, SOURCES)).required_settings
    _copy(template, folder, day_in(now, settings.time_zone))
    _name(folder, asked)
    library = build_library(load_tree(folder, SOURCES))
    write_schemas(folder / SCHEMAS, LANGUAGES[asked.language], library)
    put_workspace(folder, LANGUAGES[asked.language], t)
    if asked.forge:
        put_workflows(asked.forge, library, t, force=False)
    click.echo(t("start.done", folder=folder))
    if not (asked.name.strip() and asked.organisation.strip()):
        click.echo(t("start.example", file=f"{SOURCES}/{HANDBOOK}"))


def modeline(file: str) -> str:
    """The first line of a source, by which an editor finds its schema."""
    kind = kind_of(file)
    name = schema_file(kind.name if kind else SETTINGS)
    there = os.path.relpath(f"{SCHEMAS}/{name}", Path(file).parent)
    return f"# yaml-language-server: $schema={Path(there).as_posix()}\n"


def _copy(template: Path, folder: Path, day: date) -> None:
    for path in sorted(template.rglob("*.yml")):
        file = path.relative_to(template).as_posix()
        text = path.read_text("utf-8").replace(_DAY, day.isoformat())
        put(folder / file, (modeline(file) + text).encode())
    for name in _GIT:  # under these names they would count in the tool's own repository
        put(folder / name, (template / name.removeprefix(".")).read_bytes())


def _name(folder: Path, asked: Start) -> None:
    source = Source.read(folder, f"{SOURCES}/{HANDBOOK}")
    for key, value in (("name", asked.name), ("organisation", asked.organisation)):
        if value.strip():
            source.set(key, value.strip(), after="name")
    source.write()
