"""The command ``handbook``, also as ``python -m handbook``."""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # as long as it imports nobody is to be told why

from handbook.cli import run

__all__ = ["run"]

if __name__ == "__main__":
    run()
