"""The command line: arguments, printing, exit codes."""

from __future__ import annotations

import atexit
import gc
import os

from handbook.cli.main import main

# Nothing looks through all installed libraries for plugins of pydantic: there are none of ours, and
# what others install has no part in how sources are read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# A command makes much that lives until it ends: to look for garbage in it, and once more at its
# end, costs a short command a fifth of its time.
gc.set_threshold(100_000)
atexit.register(gc.freeze)

__all__ = ["main"]
