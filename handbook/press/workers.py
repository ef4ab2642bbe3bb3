"""Processes of our own, which set type and bind."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context


def processes(workers: int) -> Executor:
    """So many processes; they import WeasyPrint at once, while what they will set is made."""
    from handbook.press.bounds import prepare_worker  # noqa: PLC0415 - it imports WeasyPrint

    # Forking is not safe once threads run (MkDocs' server has some), so workers start afresh.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), prepare_worker)
    for _ in range(workers):
        pool.submit(os.getpid)  # each job that finds no process idle starts one
    return pool
