"""Writing files for a user: whole or not at all, and a sentence where they cannot be written."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from handbook.load.cache import whole
from handbook.render.words import Translate, translator

_AT_ONCE = 1 << 20
"""Bytes that are copied at once."""
_WHY = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "file",
    errno.EEXIST: "file",
    errno.EISDIR: "folder",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "forbidden",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "long",
    errno.EFBIG: "large",
    errno.ENOMEM: "memory",
}
"""What a system refuses for, as the words of ``cli.why_*`` tell it."""


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
    """An error in Chinese and in English, for what does not know the handbook's language.

    The reason that a system gives, an OSError, is told in words too.
    """
    told = []
    for language in ("zh-Hans", "en"):
        t = translator(language)
        known = {
            name: _why(one, t) if isinstance(one, OSError) else one for name, one in args.items()
        }
        told.append(t(key, **known))
    return click.ClickException("{}\n({})".format(*told))


def _why(error: OSError, t: Translate) -> str:
    reason = _WHY.get(error.errno or 0)
    return t(f"cli.why_{reason}") if reason else error.strerror or str(error)
