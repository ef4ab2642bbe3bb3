"""Where chapters are set: in processes of this machine, or on a cluster that runs already."""

from __future__ import annotations

from concurrent.futures import Executor
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

_DASK = "dask"
_PATIENCE = 10  # seconds


class ClusterError(Exception):
    """A cluster that cannot be used; says why."""


def connect(address: str) -> tuple[Executor, int]:
    """The executor of a cluster such as ``dask://HOST:PORT``, and how many jobs it runs at once.

    Raises ClusterError.
    """
    place = _place(address)
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ClusterError("pip install 'sop-handbook[dask]'") from error
    try:
        client: Any = distributed.Client(f"tcp://{place}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: {error}") from error
    jobs = sum(client.nthreads().values())
    if not jobs:
        raise ClusterError(f"{address}: no worker")
    return client.get_executor(pure=False), jobs


def _place(address: str) -> str:
    """Host and port of an address; raises ClusterError."""
    try:
        parts = urlsplit(address)
        if parts.scheme == _DASK and parts.hostname and parts.port:
            return parts.netloc
    except ValueError:
        pass
    raise ClusterError(f"{address}: not an address like dask://HOST:PORT")
