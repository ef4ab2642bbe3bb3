"""What came with the sources, although only this tool writes it: nothing of it is believed.

Whoever may propose a change could otherwise put there what a check of it finds, or has to finish.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from handbook.cli.put import refusal

_PLAIN = (2, 3)
"""Versions of git's index in which every path stands in full."""


def check_own(root: Path, name: str) -> None:
    """Raise click.ClickException for a file or folder of the tool's own that git tracks."""
    if os.path.lexists(root / name) and _mentioned(root, Path(name).name) and _tracked(root, name):
        raise refusal("cli.came_along", path=name)


def keep_out(folder: Path) -> None:
    """Have git pass by a folder of the tool's own, lest it come along with the sources."""
    if not (ignored := folder / ".gitignore").exists():
        with suppress(OSError):  # where nothing can be written nothing is kept
            folder.mkdir(exist_ok=True)
            ignored.write_text("*\n", "utf-8")


def _tracked(root: Path, name: str) -> bool:
    from handbook.cli.git import GitError, tracks

    try:
        return tracks(root, name)
    except GitError:  # who cannot be asked has not said no
        return True


def _mentioned(root: Path, name: str) -> bool:
    """Whether the index of git may hold a path with a name: it is read faster than git starts."""
    if "GIT_DIR" in os.environ:
        return True
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), None)
    if top is None:
        return False
    folder = top / ".git"
    try:
        if folder.is_file():  # of a worktree
            folder = top / folder.read_text("utf-8").removeprefix("gitdir:").strip()
        index = (folder / "index").read_bytes()
    except FileNotFoundError:  # nothing is tracked yet
        return False
    except (OSError, ValueError):
        return True
    # Parts of a shared index lie in another file.
    whole = int.from_bytes(index[4:8]) in _PLAIN and b"link" not in index
    return not whole or name.encode() in index.lower()
