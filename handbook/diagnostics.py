"""What a finding is.

A stage yields :class:`Problem` values: a code, a place and the particulars. The check engine turns
them into :class:`Diagnostic` values with words, a severity and a resolved span. The severities are
a contract: an *error* would mislead a reader or cannot be built, a *warning* serves a reader worse,
a *note* is worth knowing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from unicodedata import east_asian_width

from handbook.source import Place, Span

_FAMILY = "PRV"
"""The rules of confidentiality."""
_FIRST, _LAST = 3, 2
"""So many signs are shown: enough to find it, too few to use it."""
_SHORT = 11
"""Of what is shorter, the first sign only."""


class Severity(IntEnum):
    """How bad a finding is; orders from worst to mildest."""

    ERROR = 0
    WARNING = 1
    NOTE = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding before it has words: the rule's code, where, and what the message needs.

    ``fix`` is what to write in place of exactly the words that it points at, where that is certain.
    """

    code: str
    at: Place | Span
    args: Mapping[str, object] = field(default_factory=dict)
    related: tuple[tuple[Place | Span, str], ...] = ()
    fix: str | None = None


@dataclass(frozen=True, order=True, slots=True)
class Related:
    """Another place that the message speaks of, with a label."""

    span: Span
    label: str


@dataclass(frozen=True, order=True, slots=True)
class Diagnostic:
    """A finding as a person reads it. Compares by all it says and sorts by file and position.

    ``fix`` is what to write in place of the span; None where a person must think.
    """

    span: Span
    severity: Severity
    code: str
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: str | None = field(default=None, compare=False)


def is_private(finding: Diagnostic) -> bool:
    """Whether what a finding points at must not be passed on with it."""
    return finding.code.startswith(_FAMILY)


def private(findings: Iterable[Diagnostic]) -> dict[tuple[str, int], list[Span]]:
    """What must not be passed on, by file and line."""
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for finding in findings:
        if is_private(finding):
            spans[finding.span.file, finding.span.line].append(finding.span)
    return spans


def covered(text: str) -> str:
    """A number or a secret of which letters and digits are covered, but for the first and last."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    shown = places[:_FIRST] + places[-_LAST:] if len(places) >= _SHORT else places[:1]
    return "".join(
        _star(sign) if sign.isalnum() and place not in shown else sign
        for place, sign in enumerate(text)
    )


def _star(sign: str) -> str:
    return "＊" if east_asian_width(sign) in "WF" else "*"
