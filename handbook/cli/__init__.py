"""The command line: arguments, printing, exit codes."""

from __future__ import annotations

import os

from handbook.cli.main import main

# Nothing looks through all installed libraries for plugins of pydantic: there are none of ours, and
# what others install has no part in how sources are read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__all__ = ["main"]
