"""The language to speak in where the handbook is not read, or not yet."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import click

from handbook.config import HANDBOOK, SOURCES, declared, find_project
from handbook.render.words import Translate, translator

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


class Refusal(click.ClickException):
    """An error under a head in the language of its words; click would write one in English."""

    def show(self, file: IO[Any] | None = None) -> None:
        head = translator(languages()[0])("cli.error", error=self.message)
        click.echo(head, file=file, err=True)


class Misused(Refusal):
    """The same of wrong arguments, without click's lines on usage, which are English."""

    exit_code = 2


def headed(error: click.ClickException) -> click.ClickException:
    """An error under such a head; what click says of usage stays as it is, in English."""
    return error if isinstance(error, Refusal | click.UsageError) else Refusal(error.message)


def languages() -> tuple[str, ...]:
    """That of the handbook around; outside of one both, the one of the system first."""
    project = None
    with suppress(FileNotFoundError):  # the working folder was deleted
        project = find_project(Path.cwd())
    if project is not None:
        for file in (project.root / SOURCES / HANDBOOK, project.root / HANDBOOK):
            with suppress(OSError, ValueError):
                return (declared(file.read_text("utf-8")),)
    system = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return ("en", "zh-Hans") if system.startswith("en") else ("zh-Hans", "en")


def told(key: str, **args: object) -> str:
    """Words of a catalogue, of both the second in brackets below the first.

    The reason that a system gives, an OSError, is told in words too.
    """
    return "\n".join(_bracketed([_said(translator(one), key, args) for one in languages()]))


def question(key: str, spoken: Sequence[str] = ()) -> str:
    """The same in one line, by default in all :func:`languages`."""
    return " ".join(_bracketed([translator(one)(key) for one in spoken or languages()]))


def _bracketed(said: list[str]) -> list[str]:
    return [said[0], *(f"({one})" for one in said[1:])]


def _said(t: Translate, key: str, args: dict[str, object]) -> str:
    known = {name: _why(one, t) if isinstance(one, OSError) else one for name, one in args.items()}
    return t(key, **known)


def _why(error: OSError, t: Translate) -> str:
    reason = _WHY.get(error.errno or 0)
    return t(f"cli.why_{reason}") if reason else error.strerror or str(error)
