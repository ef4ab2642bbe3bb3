"""Limits of what one chapter may cost, so that a monstrous source cannot stop a build."""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

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
            raise PressError("takes more memory than a chapter may") from error


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
    """Settle a new worker process: an interrupt is the parent's to handle, memory is bounded.

    What is imported stays; garbage is searched for when a job is done.
    """
    import handbook.press.engine  # noqa: F401, PLC0415 - and WeasyPrint with it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _late(_number: int, _frame: FrameType | None) -> None:
    raise PressError("takes longer to set than a chapter may")
