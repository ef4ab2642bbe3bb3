"""Findings as Markdown, to stand below what a change reaches in the one comment of a review."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from handbook.diagnostics import Diagnostic, Severity
from handbook.report.excerpt import plain
from handbook.report.look import Look, count
from handbook.report.place import is_whole

LONGEST = 4_000
"""Characters of all findings; with those of `impact.LONGEST` still one comment for every forge."""
_LOOK = Look()
# What a forge finds in the finished text, where no backslash stands any more: names, requests,
# addresses. A blank without width parts them.
_LIVE = re.compile(r"@|[#!](?=\d)|\b(?:https?|ftp):(?=//)|\bwww(?=\.)", re.IGNORECASE)


def report(findings: Sequence[Diagnostic], _root: Path, look: Look = _LOOK) -> str:
    """A heading and the findings by severity; as many as a comment has room for."""
    ordered = [one for severity in Severity for one in findings if one.severity is severity]
    items = [_item(one, look) for one in ordered]
    room = sum(length <= LONGEST for length in accumulate(map(len, items)))
    return "\n".join(
        ["", f"### {_heading(findings, look)}", "", *items[:room], *_rest(items[room:], look)]
    )


def _heading(findings: Sequence[Diagnostic], look: Look) -> str:
    numbers = [
        f"{look.severity(one)} {number}" for one, number in count(findings).items() if number
    ]
    told = look.words("，", ", ").join(numbers) or look.words("没有发现问题", "nothing to report")
    return look.words(f"检查：{told}", f"Check: {told}")


def _item(finding: Diagnostic, look: Look) -> str:
    span = finding.span
    at = span.file if is_whole(span) else f"{span.file}:{span.line}"
    said = f"{finding.message} → {finding.hint}" if finding.hint else finding.message
    return f"- **{look.severity(finding.severity)}** {finding.code} {cell(plain(f'{at}: {said}'))}"


def _rest(items: Sequence[str], look: Look) -> Iterator[str]:
    if items:
        yield ""
        yield look.words(
            f"另有 {len(items)} 条，见检查的日志。",
            f"{len(items)} more are in the log of the check.",
        )


def cell(text: str) -> str:
    """Text as it stands, whatever marks of Markdown it holds; line breaks are kept."""
    still = _LIVE.sub("\\g<0>\u200b", text)
    escaped = "".join(f"\\{c}" if c in "\\`*_[]#|~@" else c for c in still)
    parts = escaped.replace("\n", " ").split("<br>")
    return "<br>".join(html.escape(part, quote=False) for part in parts)
