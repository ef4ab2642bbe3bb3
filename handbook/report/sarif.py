"""Findings as SARIF 2.1.0 (OASIS), which GitHub code scanning and many editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from handbook import __version__
from handbook.diagnostics import Diagnostic, Severity
from handbook.report.look import Look
from handbook.report.place import fingerprints, is_whole
from handbook.source import Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ROOT = "SRCROOT"
_LOOK = Look()


def report(findings: Sequence[Diagnostic], root: Path, look: Look = _LOOK) -> str:
    """One run with all findings; regions count in code points, ends exclusive."""
    codes = sorted({finding.code for finding in findings})
    names = fingerprints(findings, root)
    results = [
        _result(finding, codes.index(finding.code), name)
        for finding, name in zip(findings, names, strict=True)
    ]
    driver = {
        "name": "handbook",
        "semanticVersion": __version__,
        "language": "zh-CN" if look.language.startswith("zh") else "en",
        "rules": [_rule(code, look) for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str, look: Look) -> dict[str, Any]:
    title = look.titles.get(code)
    return {"id": code, "shortDescription": {"text": title}} if title else {"id": code}


def _result(finding: Diagnostic, rule: int, fingerprint: str) -> dict[str, Any]:
    said = f"{finding.message}\n→ {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [_location(finding.span)],
        "partialFingerprints": {"handbook/v1": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(one.span), "message": {"text": one.label or one.span.file}}
            for number, one in enumerate(finding.related)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.span, finding.fix)]
    return result


def _location(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(span)}
    if not is_whole(span):
        place["region"] = _region(span)
    return {"physicalLocation": place}


def _artifact(span: Span) -> dict[str, str]:
    return {"uri": quote(span.file), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(span: Span, new: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(span), "insertedContent": {"text": new}}
    return {
        "artifactChanges": [{"artifactLocation": _artifact(span), "replacements": [replacement]}]
    }
