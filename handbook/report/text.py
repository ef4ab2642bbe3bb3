"""Findings as text: what, where with the source itself, and what to do.

::

    错误[FMT04]: 键「title」在同一层写了两次，第一次在第 1 行
      --> sop_sources/sops/SOP-RET-01.yml:3:1
       |
     3 | title: 退换货
       | ^^^^^
       → 删去其中一个，或合并两处内容

    1 条错误，涉及 1 个文件

A terminal shows the end of it, so errors stand there, and below many findings how many are of each
rule. Among findings of one severity, those that others may come of stand first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from handbook.diagnostics import Diagnostic, Severity, private
from handbook.report.excerpt import excerpt, gutter, plain
from handbook.report.look import Look, count
from handbook.report.place import is_whole, rows
from handbook.report.veil import Veil
from handbook.source import Span

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_LINE, _HINT, _BOLD = "34", "32", "1"
_LOOK = Look()
_CAUSES = ("FMT", "REF02")
"""Of a file that cannot be read, or an id that is taken, references without an aim may come."""
_LAST = "VER"
"""A version is raised when all else is right."""
MANY = 10
"""More findings than these fill a screen."""


def report(findings: Sequence[Diagnostic], root: Path, look: Look = _LOOK) -> str:
    """All findings with excerpts, errors last, and a last line that counts them."""
    writer = _Writer(root, look, Veil({**private(findings), **look.private}))
    worst_last = sorted(findings, key=lambda finding: (-finding.severity, _turn(finding.code)))
    parts = ["\n".join(writer.finding(finding)) for finding in worst_last]
    if len(findings) > MANY:
        by_rule = Counter(finding.code for finding in findings).most_common()
        by_rule.sort(key=lambda counted: _turn(counted[0]))
        parts.append(" · ".join(f"{code} {number}" for code, number in by_rule))
    return "\n\n".join([*parts, writer.summary(findings)])


def _turn(code: str) -> int:
    """When a finding is told among others as bad."""
    if code.startswith(_CAUSES):
        return 0
    return 2 if code.startswith(_LAST) else 1


class _Writer:
    def __init__(self, root: Path, look: Look, veil: Veil) -> None:
        self.look = look
        self.veil = veil
        self.rows = cache(lambda file: rows(root / file))

    def finding(self, finding: Diagnostic) -> Iterator[str]:
        colour = _COLOURS[finding.severity]
        head = self.paint(f"{self.look.severity(finding.severity)}[{finding.code}]", colour)
        yield f"{head}: {self.paint(plain(finding.message), _BOLD)}"
        spans = [finding.span, *(one.span for one in finding.related)]
        pad = gutter(span.line for span in spans)
        yield from self.place(finding.span, "-->", pad, colour, "^")
        for one in finding.related:
            yield from self.place(one.span, ":::", pad, _LINE, "-", plain(one.label))
        if finding.hint:
            arrow = self.paint("→", _HINT)
            yield f"{' ' * (pad + 2)}{arrow} {plain(finding.hint)}"

    def place(
        self, span: Span, arrow: str, pad: int, colour: str, mark: str, label: str = ""
    ) -> Iterator[str]:
        """A place with its excerpt; a file as a whole has none."""
        file = plain(span.file)
        whole = is_whole(span) or bool(span.inside)
        if span.inside:
            file = f"{file} › {plain(span.inside)}"
        at = file if whole else f"{file}:{span.line}:{span.column}"
        told = f" {label}" if label and whole else ""
        yield f"{' ' * (pad + 1)}{self.paint(arrow, _LINE)} {at}{told}"
        lines = () if whole else self.rows(span.file)
        if span.line > len(lines):
            return
        row = self.veil.over(lines[span.line - 1], span)
        end = span.end_column - 1 if span.end_line == span.line else len(row)
        shown = excerpt(row, span.column - 1, end, self.look.width - pad - 4)
        bar = self.paint("|", _LINE)
        yield f"{' ' * (pad + 2)}{bar}"
        yield f" {self.paint(str(span.line).rjust(pad), _LINE)} {bar} {shown.line}"
        marks = self.paint(mark * shown.marked + (f" {label}" if label else ""), colour)
        yield f"{' ' * (pad + 2)}{bar} {' ' * shown.before}{marks}"

    def summary(self, findings: Sequence[Diagnostic]) -> str:
        if not findings:
            return self.paint(self.look.words("没有发现问题", "nothing to report"), _HINT)
        parts = []
        for severity, number in count(findings).items():
            if number:
                name = self.look.severity(severity)
                many = name if number == 1 else f"{name}s"
                words = self.look.words(f"{number} 条{name}", f"{number} {many}")
                parts.append(self.paint(words, _COLOURS[severity]))
        files = len({finding.span.file for finding in findings})
        many = "file" if files == 1 else "files"
        end = self.look.words(f"，涉及 {files} 个文件", f" in {files} {many}")
        return self.look.words("、", ", ").join(parts) + end

    def paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.look.colour else text
