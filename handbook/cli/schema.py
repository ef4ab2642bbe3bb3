"""``handbook schema``: the schemas of the sources, printed or written for an editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from handbook.cli.put import put
from handbook.model.library import Library
from handbook.render.editor import recommendations, snippets, workspace_settings
from handbook.render.schema import MODELS, as_json, schema, schema_file
from handbook.render.words import Translate

SCHEMAS = "schemas"
"""A project's folder of schemas."""
_WORKSPACE = ".vscode"


def show_schema(kind: str, language: str, library: Library | None) -> None:
    """Print one schema; raises click.UsageError where there is none of that name."""
    if kind not in MODELS:
        raise click.UsageError(f"KIND is one of: {' '.join(MODELS)}")
    click.echo(as_json(schema(kind, language, library)), nl=False)


def write_schemas(folder: Path, language: str, library: Library | None) -> int:
    """Write every schema into a folder. How many there are."""
    for kind in MODELS:
        text = as_json(schema(kind, language, library))
        put(folder / schema_file(kind), text.encode())
    return len(MODELS)


def put_workspace(root: Path, language: str, t: Translate) -> None:
    """Write what VS Code needs to find the schemas; settings that are there stay as they are."""
    folder = root / _WORKSPACE
    put(folder / "handbook.code-snippets", _json(snippets(language)))
    _extend(folder / "settings.json", workspace_settings(SCHEMAS), t)
    _extend(folder / "extensions.json", recommendations(), t)


def _extend(path: Path, ours: Mapping[str, Any], t: Translate) -> None:
    """Add our keys to a file of JSON; one with comments or mistakes is left alone, and told of."""
    try:
        there = json.loads(path.read_bytes()) if path.is_file() else {}
        whole = {**there, **{key: _joined(there.get(key), value) for key, value in ours.items()}}
    except (ValueError, TypeError):
        text = _json(ours).decode()
        click.echo(t("forge.by_hand", file=f"{_WORKSPACE}/{path.name}", text=text), err=True)
        return
    if whole != there:
        put(path, _json(whole))


def _joined(there: Any, ours: Any) -> Any:
    """A list or mapping with ours added; raises TypeError where there is something else."""
    if there is None:
        return ours
    if type(there) is not type(ours):
        raise TypeError(there)
    if isinstance(ours, list):
        return [*there, *(one for one in ours if one not in there)]
    return {**there, **ours}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
