"""What was merged and is overtaken on main already: released as it was merged, before the later."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from handbook.cli import git, versions
from handbook.cli.desk import Desk
from handbook.config import HISTORY, SOURCES
from handbook.model.base import Document
from handbook.stamp.release import Release
from handbook.stamp.version import number


def release_overtaken(desk: Desk, base: str, by: Callable[[Desk], Release]) -> int | None:
    """Release what ``A..B`` changed and main holds as a higher version by now, as B has it.

    Otherwise the version of B would never be in force. The histories are those of now. The exit
    status, None where there is nothing of the kind; raises click.ClickException.
    """
    root = desk.project.root
    with git.told():
        commit, files = git.changed_again(root, base)
        if not files:
            return None
        with git.sources_at(root, commit) as folder:
            past = folder / SOURCES / HISTORY
            shutil.rmtree(past, ignore_errors=True)
            if (root / SOURCES / HISTORY).is_dir():
                shutil.copytree(root / SOURCES / HISTORY, past)
            then = Desk(desk.project, desk.now, sources=folder)
            found = [
                one
                for one in then.library.documents.values()
                if then.library.file_of(one.id) in files and _is_overtaken(one, desk)
            ]
            return versions.release(then, found, by(then)) if found else None


def _is_overtaken(document: Document, desk: Desk) -> bool:
    """Whether a version that was merged is neither released nor the newest."""
    now, history = desk.library.documents.get(document.id), desk.histories.get(document.id)
    last = history.newest if history else None
    return (
        now is not None
        and last is not None
        and number(last.version) < number(document.version) < number(now.version)
    )
