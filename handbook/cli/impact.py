"""``handbook impact``: what a branch means for readers, from two states of the sources."""

from __future__ import annotations

from pathlib import Path

from handbook.cli import git
from handbook.cli.desk import Desk
from handbook.config import SOURCES
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.render.impact import Impact, State, impact
from handbook.site.address import Addresses
from handbook.stamp.history import histories


def impact_of(desk: Desk, base: str) -> Impact:
    """What the working folder changes beside a revision. Raises git.GitError."""
    root = desk.project.root
    with git.sources_at(root, git.commit_of(root, base)) as folder:
        before = _state(folder)
    after = State(desk.library, desk.histories)
    shown = frozenset(document.id for document in after.published)
    return impact(before, after, desk.language, Addresses(after.library, shown).path)


def _state(folder: Path) -> State:
    library: Library = build_library(load_tree(folder, SOURCES))
    return State(library, histories(library.history))
