"""Processes of our own, which set type and bind."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context


def processes(workers: int) -> Executor:
    """So many processes; each imports WeasyPrint when it starts."""
    from handbook.press.bounds import prepare_worker  # noqa: PLC0415 - it imports WeasyPrint

    # Forking is not safe once threads run (MkDocs' server has some), so workers start afresh.
    return ProcessPoolExecutor(workers, get_context("spawn"), prepare_worker)
