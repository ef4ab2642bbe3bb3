"""Findings as GitHub workflow commands: annotations in a run's summary and beside changed lines.

::

    ::error file=sop_sources/roles.yml,line=3,endLine=3,col=1,endColumn=5,title=FMT04::…

Gitea and its runner show no annotations; there they would be lines of the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handbook.diagnostics import Diagnostic, Severity
from handbook.report.excerpt import plain
from handbook.report.look import Look, count
from handbook.report.place import is_whole

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_LOOK = Look()


def report(findings: Sequence[Diagnostic], _root: Path, look: Look = _LOOK) -> str:
    """One command a line; without findings a line that says so, which is no command."""
    if not findings:
        return look.words("没有发现问题", "nothing to report")
    lines = [_command(finding, look) for finding in findings]
    numbers = ", ".join(f"{severity.word} {n}" for severity, n in count(findings).items() if n)
    return "\n".join([*lines, numbers])


def _command(finding: Diagnostic, look: Look) -> str:
    span = finding.span
    properties: dict[str, object] = {"file": span.file}
    if not is_whole(span):
        properties |= {"line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:  # GitHub takes columns within a line only; both inclusive
            last = max(span.end_column - 1, span.column)
            properties |= {"col": span.column, "endColumn": last}
    title = look.titles.get(finding.code)
    properties["title"] = f"{finding.code} {title}" if title else finding.code
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(_message(finding, look))}"


def _message(finding: Diagnostic, look: Look) -> str:
    parts = [plain(finding.message)]
    if finding.hint:
        parts.append(f"→ {plain(finding.hint)}")
    for one in finding.related:
        at = one.span.file if is_whole(one.span) else f"{one.span.file}:{one.span.line}"
        parts.append(look.words(f"{plain(one.label)}：{at}", f"{plain(one.label)}: {at}"))
    return "\n".join(parts)


def _data(text: str) -> str:
    """Escape as the runner's own toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
