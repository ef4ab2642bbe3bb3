"""Being ended from outside: Ctrl+C, and what systems and closed terminals send instead."""

from __future__ import annotations

import signal
from contextlib import suppress
from types import FrameType

import click


def heed() -> None:
    """Let signals end a command as Ctrl+C ends a Python program, unless they are to be ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


def told(stopped: KeyboardInterrupt, message: str) -> int:
    """Tell that a command was ended; its exit status, as a shell gives it."""
    with suppress(OSError):  # the terminal may be gone
        click.secho(message, fg="red", err=True)
    number: int = stopped.args[0] if stopped.args else signal.SIGINT
    return 128 + number
