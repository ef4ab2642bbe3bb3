"""The lines of a source as positions count them, and a name for a finding that lasts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from handbook.diagnostics import Diagnostic
from handbook.source import Span


def is_whole(span: Span) -> bool:
    """Whether a span speaks of a file as a whole."""
    return span == Span(span.file)


def rows(path: Path) -> tuple[str, ...]:
    """The lines of a source; none where it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError:
        return ()
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def fingerprints(findings: Sequence[Diagnostic], root: Path) -> list[str]:
    """A name for each finding that stays when lines are added above it or the language changes.

    It is made of the rule, the file and the line's text; of several alike the order counts.
    """
    read = cache(lambda file: rows(root / file))
    seen: Counter[tuple[str, str, str]] = Counter()
    names = []
    for finding in findings:
        span = finding.span
        lines = () if is_whole(span) else read(span.file)
        line = lines[span.line - 1].strip() if span.line <= len(lines) else ""
        what = (finding.code, span.file, line)
        seen[what] += 1
        digest = hashlib.sha256("\0".join((*what, str(seen[what]))).encode())
        names.append(digest.hexdigest()[:32])
    return names
