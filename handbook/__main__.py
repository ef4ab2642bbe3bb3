"""``python -m handbook``."""

from __future__ import annotations

from handbook.cli import run

run()
