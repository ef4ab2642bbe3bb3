"""Findings as JUnit XML: a suite for each file, a case for each finding; errors are failures.

Warnings and notes are cases that pass, with their words as output: they hold nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from handbook.diagnostics import Diagnostic, Severity
from handbook.report.excerpt import plain
from handbook.report.look import Look
from handbook.report.place import is_whole

_LOOK = Look()


def report(findings: Sequence[Diagnostic], _root: Path, look: Look = _LOOK) -> str:
    """One XML document. Without findings a single case passes, so that a run is not empty."""
    return "\n".join(_document(findings, look))


def _document(findings: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    total = _numbers(findings)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="handbook check" {total}>'
    if not findings:
        clean = look.words("没有发现问题", "nothing to report")
        yield '  <testsuite name="handbook check" tests="1" failures="0" errors="0">'
        yield f'    <testcase classname="handbook" name="{escape(clean)}"/>'
        yield "  </testsuite>"
    for file, group in groupby(findings, key=lambda finding: finding.span.file):
        those = list(group)
        yield f'  <testsuite name="{_attribute(file)}" {_numbers(those)}>'
        for finding in those:
            yield from _case(finding, look)
        yield "  </testsuite>"
    yield "</testsuites>"


def _numbers(findings: Sequence[Diagnostic]) -> str:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    return f'tests="{len(findings) or 1}" failures="{failures}" errors="0"'


def _case(finding: Diagnostic, look: Look) -> Iterator[str]:
    span = finding.span
    at = "" if is_whole(span) else f":{span.line}:{span.column}"
    title = look.titles.get(finding.code, "")
    name = _attribute(f"{finding.code} {title}".strip() + f" ({span.line}:{span.column})")
    yield f'    <testcase classname="{_attribute(span.file)}" name="{name}" line="{span.line}">'
    said = f"{finding.message}\n{span.file}{at}" + (f"\n→ {finding.hint}" if finding.hint else "")
    lines = "\n".join(escape(plain(line), quote=False) for line in said.split("\n"))
    if finding.severity is Severity.ERROR:
        message = _attribute(finding.message)
        yield f'      <failure type="{finding.code}" message="{message}">{lines}</failure>'
    else:
        yield f"      <system-out>{finding.severity.word}: {lines}</system-out>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return escape(plain(text))
