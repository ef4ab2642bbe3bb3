"""What a finding is.

A stage yields :class:`Problem` values: a code, a place and the particulars. The check engine turns
them into :class:`Diagnostic` values with words, a severity and a resolved span. The severities are
a contract: an *error* would mislead a reader or cannot be built, a *warning* serves a reader worse,
a *note* is worth knowing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from handbook.source import Place, Span


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
