"""The one Jinja2 environment: autoescaped, and an undefined name is an error."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Templates = Environment
"""Templates, compiled as they are asked for."""


def environment(folders: tuple[Path, ...]) -> Templates:
    """Templates below ``site/``, ``print/`` and ``shared/``; a project's own come first."""
    return Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
