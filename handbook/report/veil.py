"""What must not be passed on with a report: personal numbers and secrets in the lines it quotes.

A log is read by more people, and kept longer, than the source; whatever finding a line is quoted
for, what the rules of confidentiality found in it is covered.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.diagnostics import Diagnostic
from handbook.source import Span

_FAMILY = "PRV"
_FIRST, _LAST = 3, 2
"""So many signs are shown: enough to find it, too few to use it."""
_SHORT = 11
"""Of what is shorter, the first sign only."""


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


def veil_of(findings: Iterable[Diagnostic]) -> Veil:
    """The veil over what some of the findings are about."""
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for finding in findings:
        if finding.code.startswith(_FAMILY):
            spans[finding.span.file, finding.span.line].append(finding.span)
    return Veil(spans)


def covered(text: str) -> str:
    """A number or a secret of which letters and digits are covered, but for the first and last."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    shown = places[:_FIRST] + places[-_LAST:] if len(places) >= _SHORT else places[:1]
    return "".join(
        _star(sign) if sign.isalnum() and place not in shown else sign
        for place, sign in enumerate(text)
    )


def _star(sign: str) -> str:
    return "＊" if unicodedata.east_asian_width(sign) in "WF" else "*"
