"""Processes of our own, which set type and bind."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from handbook.press.bounds import prepare_worker


def processes(workers: int) -> Executor:
    """So many processes; each imports WeasyPrint when it starts."""
    # Forking is not safe once threads run (MkDocs' server has some), so workers start afresh.
    return _Processes(workers, get_context("spawn"), prepare_worker)


class _Processes(ProcessPoolExecutor):
    """Processes that look for garbage after each job.

    The boxes and styles of a chapter, ten megabytes of them, hold each other.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a job out."""
        return super().submit(_tidily, fn, *args, **kwargs)


def _tidily(job: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return job(*args, **kwargs)
    finally:
        gc.collect()
