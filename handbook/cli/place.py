"""Where a site may be put: a new one takes the place of all that is there."""

from __future__ import annotations

import json
import os
from pathlib import Path

from handbook.cli.put import refusal, written
from handbook.config import SOURCES, Project
from handbook.site.published import MANIFEST

_NO_SITE = (SOURCES, "docs", "templates", ".git", ".handbook")
"""Folders of a project in which nothing may be replaced."""


def check_place(project: Project, site: Path) -> None:
    """Raise click.ClickException where a build would delete what is not a site of ours."""
    target = Path(os.path.realpath(site))
    root, home = (Path(os.path.realpath(path)) for path in (project.root, Path("~").expanduser()))
    above = any(path.is_relative_to(target) for path in (root, home))
    if above or any(target.is_relative_to(os.path.realpath(root / name)) for name in _NO_SITE):
        raise refusal("cli.site_leads", site=site, target=target)
    with written(site):
        filled = target.exists() and any(target.iterdir())
    if filled and not is_site(target):
        raise refusal("cli.site_foreign", path=target)


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site of ours: its manifest names the edition."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.keys() >= {"edition", "documents"}
