"""``handbook impact``: what a branch means for readers, from two states of the sources."""

from __future__ import annotations

from dataclasses import replace

from handbook.cli import git
from handbook.cli.desk import Desk
from handbook.config import SOURCES
from handbook.load.tree import load_tree
from handbook.model.kinds import is_handbook
from handbook.model.library import Library, build_library
from handbook.render.impact import State, impact
from handbook.render.reached import Impact
from handbook.site.address import Addresses
from handbook.stamp.history import histories


def impact_of(desk: Desk, base: str) -> Impact:
    """What the working folder changes beside a revision. Raises git.GitError.

    What either of them holds in files that cannot be read is left out of both, and the files named.
    """
    root = desk.project.root
    with git.sources_at(root, git.commit_of(root, base)) as folder:
        former = build_library(load_tree(folder, SOURCES))
    before = State(_known(former, desk.library), histories(former.history))
    after = State(_known(desk.library, former), desk.histories)
    shown = frozenset(document.id for document in after.published)
    path = Addresses(after.library, shown).path
    unread, unread_before = (_unread(library) for library in (desk.library, former))
    found = impact(before, after, desk.language, path, desk.today)
    return replace(found, unread=unread, unread_before=unread_before)


def _known(library: Library, other: Library) -> Library:
    """A library without what another one cannot read, and so can neither miss nor find changed."""
    files = _unread(other)
    documents = {
        id_
        for id_ in library.documents
        if not other.is_unread(id_) and library.file_of(id_) not in files
    }
    known = library.only(documents if any(map(is_handbook, files)) else {"", *documents})
    hidden = library.entries.keys() - known.entries.keys()
    unread = {address: library.entries[address].place.file for address in hidden}
    return replace(known, unread={**library.unread, **unread})


def _unread(library: Library) -> tuple[str, ...]:
    """The files that cannot be read."""
    return tuple(sorted(set(library.unread.values())))
