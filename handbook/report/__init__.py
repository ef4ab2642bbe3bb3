"""Findings as text for people and as data for programs."""

from __future__ import annotations

from handbook.report.formats import FORMATS
from handbook.report.look import Look

__all__ = ["FORMATS", "Look"]
