"""What must not be passed on with a report: personal numbers and secrets in the lines it quotes.

A log is read by more people, and kept longer, than the source; whatever finding a line is quoted
for, what the rules of confidentiality found in it is covered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.diagnostics import covered
from handbook.source import Span


@dataclass(frozen=True, slots=True)
class Veil:
    """What to cover, by file and line."""

    spans: Mapping[tuple[str, int], Sequence[Span]]

    def over(self, row: str, at: Span) -> str:
        """The line of a place with everything covered that must be; no sign changes its width."""
        for span in self.spans.get((at.file, at.line), ()):
            start = span.column - 1
            end = span.end_column - 1 if span.end_line == span.line else len(row)
            row = row[:start] + covered(row[start:end]) + row[end:]
        return row
