"""Where a site may be put, and what may go into it: it replaces what is there, and is public."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from handbook.cli.put import refusal, written
from handbook.config import SOURCES, Project
from handbook.site.published import MANIFEST

_NO_SITE = (SOURCES, "docs", "templates", ".git", ".handbook")
"""Folders of a project in which nothing may be replaced."""
LOST = "lost+found"
"""A folder that a disk has of its own."""


def check_place(project: Project, site: Path) -> None:
    """Raise click.ClickException where a build would delete what is not a site of ours."""
    target = Path(os.path.realpath(site))
    root, home = (Path(os.path.realpath(path)) for path in (project.root, Path("~").expanduser()))
    above = any(path.is_relative_to(target) for path in (root, home))
    if above or any(target.is_relative_to(os.path.realpath(root / name)) for name in _NO_SITE):
        raise refusal("cli.site_leads", site=site, target=target)
    with written(site):
        filled = target.exists() and any(path.name != LOST for path in target.iterdir())
    if filled and not any(map(is_site, (target, target / ".old", target / ".new"))):
        raise refusal("cli.site_foreign", path=target)


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site of ours: its manifest names the edition."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.keys() >= {"edition", "documents"}


def check_docs(project: Project) -> None:
    """Raise click.ClickException for a link in the docs folder to anything but a project's file."""
    docs = project.root / "docs"
    for path in _links(docs):
        target, root = (Path(os.path.realpath(one)) for one in (path, project.root))
        inside = target.is_relative_to(root) and not _hidden(target.relative_to(root))
        if not inside or not (path.is_file() or path == docs):
            raise refusal("cli.docs_leads", path=path)


def _hidden(path: Path) -> bool:
    """Whether a name within begins with a dot: git's, the tool's own, keys of all kinds."""
    return any(name.startswith(".") for name in path.parts)


def _links(docs: Path) -> Iterator[Path]:
    """The folder itself and all below it, as far as they are links; locks of editors are none."""
    for folder, *below in os.walk(docs):
        for path in (Path(folder), *(Path(folder, name) for names in below for name in names)):
            if path.is_symlink() and (path.exists() or not path.name.startswith(".")):
                yield path
