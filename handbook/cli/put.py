"""Writing files for a user: whole or not at all, and a sentence where they cannot be written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from handbook.cli.tongue import told
from handbook.load.cache import whole
from handbook.report.excerpt import plain

_AT_ONCE = 1 << 20
"""Bytes that are copied at once."""


def put(path: Path, content: bytes | Path) -> None:
    """Give a file its content, or that of another, with the folders above it.

    Raises click.ClickException.

    Whole or not at all: what was there before stays until all of the new is written.
    """
    with written(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.resolve()  # a link goes on leading to its file
        if file.exists() and not file.is_file():  # a device; or a folder, which refuses
            _fill(file, content)
            return
        with whole(file) as part:
            _fill(part, content)


def _fill(path: Path, content: bytes | Path) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    with content.open("rb") as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, _AT_ONCE)


def taken(path: Path) -> bool:
    """Whether something is there. Raises click.ClickException for a name that nothing can have."""
    try:
        return path.exists()
    except OSError as error:
        raise refusal("cli.unwritten", path=path, why=error) from error


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Tell a user why something cannot be written. Raises click.ClickException."""
    try:
        yield
    except OSError as error:
        raise refusal("cli.unwritten", path=path, why=error) from error


def refusal(key: str, **args: object) -> click.ClickException:
    """An error, for what has not read the handbook.

    Names of files may hold what a terminal, or the log of a forge, would carry out.
    """
    shown = {
        name: plain(str(one)) if isinstance(one, str | Path) else one for name, one in args.items()
    }
    return click.ClickException(told(key, **shown))
