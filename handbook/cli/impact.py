"""``handbook impact``: what a branch means for readers, from two states of the sources."""

from __future__ import annotations

from handbook.cli import git
from handbook.cli.desk import Desk
from handbook.config import SOURCES
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.render.impact import Impact, State, impact
from handbook.site.address import Addresses
from handbook.stamp.history import histories


def impact_of(desk: Desk, base: str) -> Impact:
    """What the working folder changes beside a revision. Raises git.GitError.

    A document whose file cannot be read has neither changed nor gone: the check speaks of it.
    """
    root = desk.project.root
    with git.sources_at(root, git.commit_of(root, base)) as folder:
        former = build_library(load_tree(folder, SOURCES))
    readable = [id_ for id_ in former.documents if not desk.library.is_unread(id_)]
    before = State(former.only(readable), histories(former.history))
    after = State(desk.library, desk.histories)
    shown = frozenset(document.id for document in after.published)
    return impact(before, after, desk.language, Addresses(after.library, shown).path)
