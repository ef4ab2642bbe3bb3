"""What is asked of git: who works here, and the sources of another revision."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from handbook.cli import tongue
from handbook.config import HANDBOOK, SOURCES

# A repository among the sources is none of ours: what it is configured to run is not run.
_CAREFUL = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
_FOREIGN = re.compile(r"dubious ownership in repository at '(.+)'")


class GitError(Exception):
    """Git cannot tell; the message says what to do."""


def user(root: Path) -> str:
    """The name that git signs commits with; empty where none is set."""
    try:
        return _git(root, "config", "user.name").decode("utf-8", "replace").strip()
    except GitError:
        return ""


def folder_of(root: Path) -> str:
    """Where a project is in its repository, as ``apps/handbook/``; empty at its root or in none."""
    try:
        return _git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").rstrip("\n")
    except GitError:
        return ""


def tracks(root: Path, name: str) -> bool:
    """Whether a file or folder, or anything in it, is tracked. Raises GitError."""
    return bool(_git(root, "ls-files", "-z", "--", f":(icase){name}"))


def commit_of(root: Path, revision: str) -> str:
    """The commit to compare with: where this branch left ``revision``, or itself if unknown.

    A shallow clone does not know where branches parted. Raises GitError for an unknown revision.
    """
    try:
        commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    except GitError as error:
        raise GitError(_unknown(root, revision, str(error))) from error
    with suppress(GitError):
        commit = _git(root, "merge-base", commit.decode().strip(), "HEAD")
    return commit.decode().strip()


def changed(root: Path, revisions: str) -> frozenset[str]:
    """The sources that differ from those of a revision, as paths. Raises GitError.

    Of two, ``A..B``, those that differ between them and still are as B has them.
    """
    base, _, merged = revisions.partition("..")
    if not merged:
        return _different(root, commit_of(root, base))
    commit = commit_of(root, merged)
    return _different(root, commit_of(root, base), commit) - _different(root, commit)


def changed_again(root: Path, revisions: str) -> tuple[str, frozenset[str]]:
    """B of ``A..B``, and the sources that differ between them, and from those of B by now.

    No files where only one revision is named. Raises GitError.
    """
    base, _, merged = revisions.partition("..")
    if not merged:
        return "", frozenset()
    commit = commit_of(root, merged)
    return commit, _different(root, commit_of(root, base), commit) & _different(root, commit)


def _different(root: Path, *commits: str) -> frozenset[str]:
    """What differs between two commits, or between one and the files."""
    names = _git(root, "diff", "--name-only", "--relative", "-z", *commits, "--", SOURCES)
    return frozenset(names.decode("utf-8", "surrogateescape").split("\0"))


def deleted(root: Path, folder: str) -> frozenset[str]:
    """The files of a folder that the last commit has and the project has not; none without git."""
    with suppress(GitError):
        only = ("--name-only", "--diff-filter=D", "--no-renames", "--relative", "-z")
        names = _git(root, "diff", *only, "HEAD", "--", folder)
        return frozenset(names.decode("utf-8", "surrogateescape").split("\0"))
    return frozenset()


@contextmanager
def sources_at(root: Path, commit: str) -> Iterator[Path]:
    """A folder with the sources of a commit, as long as the context lasts. Raises GitError."""
    names = _git(root, "ls-tree", "--name-only", commit, SOURCES, HANDBOOK).decode().split("\n")
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        if wanted := [name for name in names if name]:
            packed = _git(root, "archive", "--format=tar", commit, "--", *wanted)
            _unpack(packed, Path(folder))
        yield Path(folder)


def _unpack(packed: bytes, folder: Path) -> None:
    """Write the files of an archive that git made; links and the like are not followed."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            path = folder / member.name
            if content is not None and path.resolve().is_relative_to(folder.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


@contextmanager
def revision(root: Path, base: str | None) -> Iterator[tuple[str, Path] | None]:
    """The commit to compare with and a folder with its sources; None where no base is asked for.

    Raises click.ClickException.
    """
    with told():
        if base is None:
            yield None
            return
        commit = commit_of(root, base)
        with sources_at(root, commit) as folder:
            yield commit, folder


@contextmanager
def told() -> Iterator[None]:
    """Tell a user what git says. Raises click.ClickException."""
    try:
        yield
    except GitError as error:
        raise click.ClickException(str(error)) from error


def _unknown(root: Path, revision: str, detail: str) -> str:
    try:
        shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitError:
        if foreign := _FOREIGN.search(detail):
            mend = f'git config --global --add safe.directory "{foreign[1]}"'
            return tongue.told("cli.git_foreign", mend=mend)
        return tongue.told("cli.git_none") if "not a git repository" in detail else detail
    if shallow and any(sign in revision for sign in "^~"):
        return tongue.told("cli.git_deepen", revision=revision)
    return tongue.told("cli.git_fetch" if shallow else "cli.git_unknown", revision=revision)


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *_CAREFUL, *arguments],
            cwd=root,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},  # one language, so that its messages are known again
        )
    except OSError as error:
        raise GitError(tongue.told("cli.git_missing", why=error.strerror)) from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}")
    return done.stdout
