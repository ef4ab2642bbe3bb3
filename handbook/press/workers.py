"""Processes of our own, which set type and bind."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from threading import Lock
from typing import Any
from weakref import ref

from handbook.press.bounds import prepare_worker, tell_of
from handbook.press.error import PressError

_Job = Callable[[], Any]
_LEFT = "ignore:resource_tracker"
"""What is ended at once leaves semaphores; Python throws them away, and would warn of them."""


def processes(workers: int) -> Executor:
    """So many processes; each imports WeasyPrint when it starts."""
    if _LEFT not in sys.warnoptions:
        sys.warnoptions.append(_LEFT)
    return _Processes(workers)


class _Processes(Executor):
    """Processes that are replaced when one of them dies.

    Nobody knows of which job it died, if of any. So all that were handed out are done once more,
    one after the other, and the one that ends its process again is told of.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = _pool(workers)
        self._again = ThreadPoolExecutor(1)
        self._alone: ProcessPoolExecutor | None = None
        """The process of what is done once more."""
        self._lock = Lock()
        self._closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a job out; its future raises PressError where it ends a process."""
        job = partial(_tidily, fn, *args, **kwargs)
        result = Future[Any]()
        given = self._given(job)
        result.add_done_callback(partial(_cancel, ref(given)))
        given.add_done_callback(partial(self._ended, job, result))
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs."""
        self._closed = True
        for one in (self._pool, self._again, self._alone):
            if one is not None:
                one.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for what is under way, unless nobody asks for it any more."""
        self.shutdown(wait=kind is None, cancel_futures=kind is not None)

    def _given(self, job: _Job) -> Future[Any]:
        with self._lock:
            try:
                return _submitted(self._pool, job)
            except BrokenExecutor:
                if self._closed:
                    raise
                self._pool = _pool(self._workers)
                return _submitted(self._pool, job)

    def _ended(self, job: _Job, result: Future[Any], given: Future[Any]) -> None:
        if given.cancelled():
            result.cancel()
        elif result.set_running_or_notify_cancel():
            if isinstance(given.exception(), BrokenExecutor) and not self._closed:
                self._again.submit(self._once_more, job, result)
            else:
                _settle(result, given.result)

    def _once_more(self, job: _Job, result: Future[Any]) -> None:
        _settle(result, partial(self._done_alone, job))

    def _done_alone(self, job: _Job) -> Any:
        self._alone = self._alone or _pool(1)
        try:
            return _submitted(self._alone, job).result()
        except BrokenExecutor as error:
            self._alone = None
            raise PressError("a process ended at once, perhaps for want of memory") from error


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forking is not safe once threads run (MkDocs' server has some), so workers start afresh.
    return ProcessPoolExecutor(workers, get_context("spawn"), prepare_worker)


def _submitted(pool: ProcessPoolExecutor, job: _Job) -> Future[Any]:
    """Hand out a job; a process that is started for it hears no Ctrl+C, not even while it imports.

    It is the parent's to handle.
    """
    with _deaf():
        return pool.submit(job)


@contextmanager
def _deaf() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cancel(given: ref[Future[Any]], result: Future[Any]) -> None:
    """Cancel what was given out for a result that is; were it not held weakly, both would stay."""
    job = given()
    if result.cancelled() and job is not None:
        job.cancel()


def _settle(result: Future[Any], made: _Job) -> None:
    try:
        result.set_result(made())
    except BaseException as error:  # noqa: BLE001 - whoever waits is told; so is PressError
        result.set_exception(error)


def _tidily(job: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do a job, then look for garbage.

    The boxes and styles of a chapter, ten megabytes of them, hold each other.
    """
    try:
        return job(*args, **kwargs)
    except MemoryError as error:
        tell_of(error)
    finally:
        gc.collect()
