"""What a project has of its own and to no purpose: told, so that nobody waits for it to show."""

from __future__ import annotations

import click

from handbook.config import Project, data
from handbook.render.view import Book
from handbook.site.run import unused


def tell_unused(project: Project, book: Book) -> None:
    """Tell of each key of MkDocs that does nothing here, and of what does instead."""
    said = [
        book.t(f"mkdocs.{key}", value=value) for key, value in unused(project, book.settings.name)
    ]
    own = project.docs[0] / "index.md"
    if own.is_file() and project.docs[0] != data("docs"):
        said.append(book.t("mkdocs.index"))
    for line in said:
        click.secho(line, fg="yellow", err=True)
