"""``handbook schema``: the schemas of the sources, printed or written for an editor."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.model.library import Library
from handbook.render.schema import MODELS, as_json, schema, schema_file


def show_schema(kind: str, language: str, library: Library | None) -> None:
    """Print one schema; raises click.UsageError where there is none of that name."""
    if kind not in MODELS:
        raise click.UsageError(f"KIND is one of: {' '.join(MODELS)}")
    click.echo(as_json(schema(kind, language, library)), nl=False)


def write_schemas(folder: Path, language: str, library: Library | None) -> int:
    """Write every schema into a folder. How many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in MODELS:
        text = as_json(schema(kind, language, library))
        (folder / schema_file(kind)).write_text(text, "utf-8", newline="\n")
    return len(MODELS)
