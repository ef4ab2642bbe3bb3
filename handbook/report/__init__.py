"""Findings as text for people, and in the forms that forges and programs read."""

from __future__ import annotations

from handbook.report.formats import FORMATS
from handbook.report.look import Look

__all__ = ["FORMATS", "Look"]
