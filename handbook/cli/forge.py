"""``handbook forge``: the ready workflows of a forge, put into a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from handbook.config import data
from handbook.render.words import Translate

FORGES = ("github", "gitlab", "gitea")


def put_workflows(forge: str, root: Path, t: Translate, *, force: bool) -> None:
    """Write a forge's workflows below a folder; what is there is kept unless ``force``."""
    for name, content in workflows(forge):
        path = root / name
        if path.exists() and not force and path.read_bytes() != content:
            click.echo(t("forge.kept", file=name), err=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        click.echo(t("forge.written", file=name))
    if not (root / "requirements.txt").exists():
        click.echo(t("forge.requirements"), err=True)


def workflows(forge: str) -> Iterator[tuple[str, bytes]]:
    """The files of a forge by their paths in a project."""
    folder = data("scaffold") / forge
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
