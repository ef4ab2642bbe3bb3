"""What the rules mend by themselves: the fixes of findings, carried out on a source's text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import NamedTuple

from handbook.diagnostics import Diagnostic
from handbook.load.lines import Lines, lines_of
from handbook.source import Span

_NO_END = "\\ No newline at end of file\n"


class Mended(NamedTuple):
    """A source before and after, and how many places differ."""

    file: str
    before: str
    after: str
    places: int


def mend(findings: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Mended]:
    """Carry out all fixes that do not touch each other; the rest is for another round.

    ``texts`` are whole files as decoded, by path; byte order marks and line ends stay as they are.
    """
    fixes: dict[str, dict[Span, str]] = defaultdict(dict)
    for finding in findings:
        span = finding.span
        if finding.fix is not None and span.file in texts:
            fixes[span.file].setdefault(span, finding.fix)
    return [_mended(file, texts[file], fixes[file]) for file in sorted(fixes)]


def _mended(file: str, before: str, fixes: Mapping[Span, str]) -> Mended:
    source = Lines(before)
    text = source.text
    spans = list(_apart(sorted(fixes)))
    for span in reversed(spans):
        start = source.offset(span.line, span.column)
        stop = source.offset(span.end_line, span.end_column)
        text = text[:start] + fixes[span].replace("\n", source.ending) + text[stop:]
    return Mended(file, before, source.mark + text, len(spans))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Of spans in order, those that do not lie in one before them."""
    end = (0, 0)
    for span in spans:
        if (span.line, span.column) >= end:
            yield span
            end = (span.end_line, span.end_column)


def patch(mended: Iterable[Mended]) -> str:
    """The differences as a unified diff that ``git apply`` takes."""
    return "".join(line for one in mended for line in _diff(one))


def _diff(mended: Mended) -> Iterator[str]:
    before, after = ([line for line in lines_of(text) if line] for text in mended[1:3])
    heads = f"a/{mended.file}", f"b/{mended.file}"
    for line in unified_diff(before, after, *heads):
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"
