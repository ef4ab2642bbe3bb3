"""How a report is to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.diagnostics import Diagnostic, Severity
from handbook.source import Span

_SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "note"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """The language of the report's own words, colour, the columns that there are, rules' titles."""

    language: str = "zh-Hans"
    colour: bool = False
    width: int = 100
    titles: Mapping[str, str] = field(default_factory=dict)
    """What the rules are called, by code."""
    private: Mapping[tuple[str, int], Sequence[Span]] = field(default_factory=dict)
    """What is covered in quoted lines besides what is reported: findings that nobody asked for."""

    def words(self, zh: str, en: str) -> str:
        """One of two texts, by the language."""
        return zh if self.language.startswith("zh") else en

    def severity(self, severity: Severity) -> str:
        """What a severity is called."""
        return self.words(*_SEVERITIES[severity])


def count(findings: Sequence[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in Severity}
