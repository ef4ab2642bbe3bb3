"""What no finding may pass on in its words: a personal number or a secret that another is about.

A log is read by more people, and kept longer, than the source. Whatever a rule quotes or would
write, what the rules of confidentiality found is covered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from unicodedata import normalize

from handbook.diagnostics import Diagnostic, covered, is_private, private
from handbook.source import Span


def with_covered_words(
    findings: Sequence[Diagnostic], sources: Mapping[str, str]
) -> list[Diagnostic]:
    """The findings; none tells in its words, or would write, what one of confidentiality is about.

    A hint or fix that would have to be covered is left out: what is private must go, not be mended.
    """
    held: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for (file, line), spans in private(findings).items():
        row = sources[file].split("\n")[line - 1]
        held[file] += [(span, row[span.column - 1 : span.end_column - 1]) for span in spans]
    return [_without(one, held) for one in findings] if held else list(findings)


def _without(finding: Diagnostic, held: Mapping[str, Sequence[tuple[Span, str]]]) -> Diagnostic:
    if is_private(finding):
        return finding
    pieces = set(_pieces(finding, held))
    signs = {form: covered(form) for one in pieces for form in (one, normalize("NFKC", one))}
    longest_first = sorted(signs, key=len, reverse=True)

    def cover(text: str) -> str:
        for piece in longest_first:
            text = text.replace(piece, signs[piece])
        return text

    hint, fix = finding.hint, finding.fix
    return replace(
        finding,
        message=cover(finding.message),
        hint=hint if cover(hint) == hint else "",
        related=tuple(replace(one, label=cover(one.label)) for one in finding.related),
        fix=fix if fix is None or cover(fix) == fix else None,
    )


def _pieces(finding: Diagnostic, held: Mapping[str, Sequence[tuple[Span, str]]]) -> Iterator[str]:
    """What is private in the files that a finding is about, and the part of it that it is about."""
    spans = (finding.span, *(one.span for one in finding.related))
    for file in {span.file for span in spans}:
        for at, text in held.get(file, ()):
            yield text
            for span in spans:
                if span.file == file and span.line == at.line == span.end_line:
                    start = max(span.column - at.column, 0)
                    yield text[start : max(span.end_column - at.column, start)]
