"""Findings as JSON, in a shape of its own that does not change with the tool's inside.

::

    {
      "version": 1,
      "findings": [
        {
          "code": "FMT04",
          "severity": "error",            // error | warning | note
          "message": "…",
          "hint": "…",                    // may be empty
          "fix": "，",                    // what to write in place of it; null: a person must think
          "file": "sop_sources/roles.yml",
          "line": 3, "column": 1,         // from 1, in characters
          "end_line": 3, "end_column": 6, // exclusive; all four are 1 for a file as a whole
          "related": [
            {"label": "…", "file": "…", "line": 1, "column": 1, "end_line": 1, "end_column": 6}
          ]
        }
      ],
      "summary": {"error": 1, "warning": 0, "note": 0, "files": 1}
    }

Within version 1 keys may be added, never taken away or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from handbook.diagnostics import Diagnostic
from handbook.report.look import Look, count
from handbook.source import Span

VERSION = 1
_LOOK = Look()


def report(findings: Sequence[Diagnostic], _root: Path, _look: Look = _LOOK) -> str:
    """All findings as one JSON document."""
    summary: dict[str, int] = {severity.word: n for severity, n in count(findings).items()}
    summary["files"] = len({finding.span.file for finding in findings})
    listed = [_finding(finding) for finding in findings]
    document = {"version": VERSION, "findings": listed, "summary": summary}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "message": finding.message,
        "hint": finding.hint,
        "fix": finding.fix,
        **_span(finding.span),
        "related": [{"label": one.label, **_span(one.span)} for one in finding.related],
    }


def _span(span: Span) -> dict[str, str | int]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
