"""The command line: arguments, printing, exit codes."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress

from click import ClickException

from handbook.cli import stop
from handbook.cli.main import main
from handbook.cli.tongue import headed

# Nothing looks through all installed libraries for plugins of pydantic: there are none of ours, and
# what others install has no part in how sources are read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# A command makes much that lives until it ends: to look for garbage in it costs a short command a
# tenth of its time, and as much to take it apart at the end.
gc.set_threshold(100_000)


def run() -> None:
    """Run the command of the arguments, and end the process at once when it is done.

    Workers end with it: to send them home takes a second, or for ever where one was killed.
    """
    _open_streams()
    stop.heed()
    status = 1
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else status
    except (OSError, MemoryError) as error:
        # It may show wherever something is read or written, were it the output of the command.
        with suppress(OSError):
            headed(_unfinished(error)).show()
    except BaseException:  # noqa: BLE001 - a fault of ours, shown as Python would
        sys.excepthook(*sys.exc_info())
    with suppress(OSError):  # nobody reads on
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _unfinished(error: OSError | MemoryError) -> ClickException:
    from handbook.cli.put import refusal

    if isinstance(error, MemoryError):
        return refusal("cli.unfinished", why=OSError(errno.ENOMEM, ""))
    if isinstance(error.filename, str):
        return refusal("cli.unfinished_file", path=error.filename, why=error)
    return refusal("cli.unfinished", why=error)


def _open_streams() -> None:
    """Let every stream be one that takes any character, if need be as JSON escapes it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # what is opened next takes the number of the one that is closed
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif mode == "w":
            stream.reconfigure(errors="backslashreplace")


__all__ = ["main", "run"]
