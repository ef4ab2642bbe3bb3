"""The command line: arguments, printing, exit codes."""

from __future__ import annotations

import errno
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


_FULL = """\
Error: 磁盘满了，没有做完；腾出空间，再运行一次。已发布的内容未变。
(the disk is full and this is not done: make room and run it again; what is published stays)
"""


def run() -> None:
    """Run the command of the arguments, and end the process at once when it is done."""
    _open_streams()
    try:
        main()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        # It may show wherever something is written, were it the output of the command.
        with suppress(OSError):
            sys.stderr.write(_FULL)
        os._exit(1)
    except SystemExit as end:
        if not isinstance(end.code, int) or threading.active_count() > 1:  # workers to be sent home
            raise
        with suppress(OSError):  # nobody reads on
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code)


def _open_streams() -> None:
    """Let every stream be one that takes any character, if need be as JSON escapes it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # what is opened next takes the number of the one that is closed
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif mode == "w":
            stream.reconfigure(errors="backslashreplace")


__all__ = ["main", "run"]
