"""Findings as a GitLab code quality report: a list in the shape of Code Climate's issues.

GitLab tells new findings from old ones by their fingerprints, so these outlast moved lines.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from handbook.diagnostics import Diagnostic, Severity
from handbook.report.look import Look
from handbook.report.place import fingerprints

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
_LOOK = Look()


def report(findings: Sequence[Diagnostic], root: Path, _look: Look = _LOOK) -> str:
    """All findings as one JSON array; an empty one where there are none."""
    names = fingerprints(findings, root)
    listed = [_issue(finding, name) for finding, name in zip(findings, names, strict=True)]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def _issue(finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    said = f"{finding.message} → {finding.hint}" if finding.hint else finding.message
    return {
        "description": f"{finding.code}: {said}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": finding.span.file,
            "lines": {"begin": finding.span.line, "end": finding.span.end_line},
        },
    }
