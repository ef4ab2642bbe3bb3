"""Limits of what one chapter may cost, so that a monstrous source cannot stop a build."""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import NoReturn

from handbook.load.parallel import follow_parent
from handbook.press.error import PressError

if sys.platform == "linux":  # elsewhere memory is not bounded, and time only where signals are
    import resource

SECONDS = 300
"""The longest that setting a chapter may take: about a thousand pages."""
MEMORY = 4 << 30
"""Bytes of address space of a worker; fonts are mapped into it."""


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Raise PressError when the body takes longer or has no memory left.

    Time is bounded where signals reach: in the main thread of a process.
    """
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    with _alarm(seconds) if timed else nullcontext():
        try:
            yield
        except MemoryError as error:
            tell_of(error)


def tell_of(error: MemoryError) -> NoReturn:
    """Raise PressError for want of memory: the chapter's fault, or the machine's."""
    room = _memory()
    if room < MEMORY:
        raise PressError(f"too little memory: {room >> 20} MB for a process") from error
    raise PressError("takes more memory than a chapter may") from error


def _memory() -> int:
    """Bytes of address space that a worker has."""
    if sys.platform != "linux":
        return MEMORY
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    return MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def prepare_worker() -> None:
    """Settle a new worker process: it ends with its parent, and its memory is bounded.

    What is imported stays; garbage is searched for when a job is done.
    """
    follow_parent()
    with suppress(ImportError, OSError, MemoryError):  # told when something is to be set
        import handbook.press.engine  # noqa: F401, PLC0415 - and WeasyPrint with it

    gc.disable()
    gc.freeze()
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_memory(), _memory()))


def _late(_number: int, _frame: FrameType | None) -> None:
    raise PressError("takes longer to set than a chapter may")
