"""The command line: arguments, printing, exit codes."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import suppress

from handbook.cli.main import main

# Nothing looks through all installed libraries for plugins of pydantic: there are none of ours, and
# what others install has no part in how sources are read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# A command makes much that lives until it ends: to look for garbage in it costs a short command a
# tenth of its time, and as much to take it apart at the end.
gc.set_threshold(100_000)


def run() -> None:
    """Run the command of the arguments, and end the process at once when it is done."""
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int) or threading.active_count() > 1:  # workers to be sent home
            raise
        with suppress(OSError):  # nobody reads on
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code)


__all__ = ["main", "run"]
