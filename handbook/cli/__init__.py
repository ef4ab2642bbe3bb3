"""The command line: arguments, printing, exit codes."""

from __future__ import annotations

from handbook.cli.main import main

__all__ = ["main"]
