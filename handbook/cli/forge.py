"""``handbook forge``: the ready workflows of a forge, put into a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from handbook.check.codeowners import codeowners, unknown_teams, unreviewed
from handbook.cli import git
from handbook.cli.put import put
from handbook.config import CODEOWNERS, data
from handbook.model.library import Library
from handbook.render.words import Translate, translator


def put_workflows(forge: str, library: Library, t: Translate, *, force: bool) -> None:
    """Write a forge's workflows into a project; what is there is kept unless ``force``."""
    root = library.root
    for name, content in workflows(forge, t):
        path = root / name
        if path.is_file() and not force and path.read_bytes() != content:
            click.echo(t("forge.kept", file=name), err=True)
            continue
        put(path, content)
        click.echo(t("forge.written", file=name))
    if not (root / "requirements.txt").exists():
        click.echo(t("forge.requirements"), err=True)
    if library.settings and library.settings.site is None:
        click.echo(t("forge.no_site"), err=True)
    _tell_folder(root, t)


def workflows(forge: str, t: Translate) -> Iterator[tuple[str, bytes]]:
    """The files of a forge by their paths in a project; their words are English where they lie."""
    folder, english = data("scaffold") / forge, translator("en")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_text("utf-8")
            for key in ("forge.reread", "forge.in_review"):
                text = text.replace(english(key), t(key))
            yield path.relative_to(folder).as_posix(), text.encode()


def show_owners(forge: str, library: Library, t: Translate, *, write: bool) -> None:
    """Print or write the file that asks for reviews. Raises click.ClickException."""
    if library.settings is None:
        raise click.ClickException(t("forge.unread"))
    if unknown := unknown_teams(library):
        raise click.ClickException(t("owners.unknown", keys=" ".join(unknown)))
    if unread := sorted(set(library.unread.values())):
        raise click.ClickException(t("owners.unread", files=" ".join(unread)))
    text = codeowners(library, forge, t("owners.head"))
    if nobody := unreviewed(library):
        click.echo(t("owners.nobody", ids=" ".join(nobody)), err=True)
    if not write:
        click.echo(text, nl=False)
        return
    name = CODEOWNERS[forge]
    put(library.root / name, text.encode())
    click.echo(t("forge.written", file=name))
    _tell_folder(library.root, t)


def _tell_folder(root: Path, t: Translate) -> None:
    """Say so where a forge, which looks at a repository's root alone, will not find its files."""
    if folder := git.folder_of(root):
        click.echo(t("forge.below", folder=folder), err=True)
