"""One run at a time in a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def alone(folder: Path, *, patient: bool) -> Iterator[None]:
    """A folder, made where there is none, for this run alone.

    Waits for another run or, if not patient, raises BlockingIOError. Raises OSError for a folder
    that cannot be made. The lock is the system's: it leaves no file, and goes with its run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:  # some network drives know no locks
            pass
        yield
    finally:
        os.close(handle)
