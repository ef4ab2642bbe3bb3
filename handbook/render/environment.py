"""The one Jinja2 environment: autoescaped, and an undefined name is an error."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handbook.model.quantity import number
from handbook.render.words import LOCALE

Templates = Environment
"""Templates, compiled as they are asked for."""


def environment(places: tuple[Path, ...]) -> Templates:
    """Templates below ``site/``, ``print/`` and ``shared/``; a project's own come first."""
    templates = Environment(
        loader=FileSystemLoader([str(folder) for folder in places]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    templates.filters["number"] = number
    return templates


def folders(templates: Templates) -> list[Path]:
    """Where templates come from: more than one folder where a project has its own."""
    return [Path(folder) for folder in getattr(templates.loader, "searchpath", ())]


def digest(templates: Templates) -> bytes:
    """A digest of all that templates say, and of the words that they ask for."""
    found = hashlib.sha256()
    for folder in (*folders(templates), LOCALE):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(f"{path.relative_to(folder)} ".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.digest()
