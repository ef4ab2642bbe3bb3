"""Work for all processors where that pays: one function over many values, or one beside others."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from handbook.progress import Told, counted, untold

T = TypeVar("T")
R = TypeVar("R")

_WORTH = 100
"""Fewer values are done sooner than processes are started."""
_CHUNK = 16
# What a forked process finds in its memory, so that only results travel between processes.
_inherited: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def each(
    function: Callable[[T], R],
    values: Sequence[T],
    worth: int = _WORTH,
    chunk: int = _CHUNK,
    told: Told = untold,
) -> list[R]:
    """``[function(value) for value in values]``; a function of its value alone.

    Fewer values than ``worth`` are done here; processes take ``chunk`` of them at a time.
    """
    workers = _processors()
    if len(values) < worth or workers == 1 or not _may_fork():
        return [function(value) for value in counted(values, len(values), told)]
    # Imported here: a few values need no processes.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    _inherited.append((function, values))
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, fork, follow_parent) as pool:
            done = pool.map(_one, range(len(values)), chunksize=chunk)
            return list(counted(done, len(values), told))
    except (OSError, BrokenProcessPool):  # no more processes to be had, or one was killed
        return [function(value) for value in values]
    finally:
        _inherited.pop()


def follow_parent() -> None:
    """Settle a new process: it ends with its parent, to which alone Ctrl+C belongs."""
    import multiprocessing  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if callable(signal.getsignal(number)):  # what the parent does then, in a fork of it
            signal.signal(number, signal.SIG_DFL)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def aside(made: Callable[[], R]) -> Callable[[], R]:
    """Begin ``made()`` in a process of its own; gives what waits for its result and returns it.

    Where that cannot be, it is made when it is asked for; so it raises what ``made`` raises.
    """
    if _processors() == 1 or not _may_fork():
        return made
    import multiprocessing  # noqa: PLC0415

    fork = multiprocessing.get_context("fork")
    mine, its = fork.Pipe(duplex=False)
    try:
        fork.Process(target=_told, args=(made, its)).start()
    except OSError:
        return made
    its.close()

    def result() -> R:
        try:
            found: R = mine.recv()
        except EOFError:  # it failed, or was killed
            return made()
        return found

    return result


def _told(made: Callable[[], Any], its: Any) -> None:
    # Whoever asks for it makes it again, and hears why it cannot be.
    with suppress(Exception, KeyboardInterrupt):
        its.send(made())


def _one(number: int) -> Any:
    function, values = _inherited[-1]
    return function(values[number])


def _processors() -> int:
    return min(len(os.sched_getaffinity(0)), 8) if sys.platform == "linux" else 1


def _may_fork() -> bool:
    """A copy of a process with several threads may wait for a lock for ever."""
    return threading.active_count() == 1
