"""New data of documents, written into their sources' text and checked before anybody sees a file.

What loading and checking find in the changed sources is told at the cell or paragraph that it came
from: the changed text lies nowhere that an author could look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handbook.check.engine import check, judge
from handbook.config import SOURCES
from handbook.diagnostics import Diagnostic, Problem, Severity
from handbook.exchange.rows import Data
from handbook.load.discover import Discovery
from handbook.load.node import SpanNode
from handbook.load.rewrite import same, with_data
from handbook.load.tree import parse, parse_tree
from handbook.model.library import Library, build_library
from handbook.source import Place, Route, Span

Cells = Mapping[tuple[str, Route], Span]
"""Where the value at a document's route came from."""
_PASSED = ("VER", "CFG")
"""Families that speak of what follows a change: its version and its release."""


@dataclass(frozen=True, slots=True)
class Applied:
    """Changed sources by their files, the library that they make, and what is wrong with it."""

    texts: Mapping[str, str]
    library: Library
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether nothing may be written."""
        return any(one.severity is Severity.ERROR for one in self.findings)


def rewritten(
    library: Library, found: Discovery, data: Mapping[str, Data]
) -> tuple[dict[str, str], list[Problem]]:
    """The sources of documents with other data in them, by file."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for document, wanted in data.items():
        file = library.file_of(document)
        raw = found.texts[file]
        text = with_data(raw.decode("utf-8"), parse(file, raw), wanted)
        parsed = parse(file, text.encode())
        if parsed.problems:
            problems.extend(parsed.problems)
        elif not same(parsed.data, wanted):
            problems.append(Problem("XCH11", Span(file), {"document": document}))
        texts[file] = text
    return texts, problems


def applied(
    library: Library, found: Discovery, texts: Mapping[str, str], cells: Cells, today: date
) -> Applied:
    """Check a handbook with changed or new sources: what is wrong now and was not before."""
    changed = {file: text.encode() for file, text in texts.items()}
    discovery = replace(found, texts=dict(sorted({**found.texts, **changed}.items())))
    new = build_library(parse_tree(discovery, SOURCES))
    language = library.settings.language if library.settings else "zh-Hans"
    origins = _Origins(new, cells, frozenset(texts))
    fresh = [origins.problem(one) for one in new.problems if one not in library.problems]
    findings = judge(new, fresh, today, language)
    if not any(one.severity is Severity.ERROR for one in findings):
        before = Counter(map(_what, check(library, today, language)))
        findings = list(origins.news(check(new, today, language), before))
    return Applied(texts, new, tuple(findings))


def _what(finding: Diagnostic) -> tuple[str, str, str]:
    return (finding.code, finding.span.file, finding.message)


@dataclass(frozen=True, slots=True)
class _Origins:
    """Where the values of changed sources came from."""

    library: Library
    cells: Cells
    files: frozenset[str]

    def news(
        self, findings: Iterable[Diagnostic], before: Counter[tuple[str, str, str]]
    ) -> Iterator[Diagnostic]:
        """The findings that were not there before, at their origins."""
        for one in findings:
            if before[_what(one)]:
                before[_what(one)] -= 1
            elif not one.code.startswith(_PASSED):
                related = tuple(replace(each, span=self.span(each.span)) for each in one.related)
                yield replace(one, span=self.span(one.span), related=related, fix=None)

    def problem(self, problem: Problem) -> Problem:
        """A problem of loading at its origin."""
        related = tuple((self.place(at), label) for at, label in problem.related)
        key = str(problem.args.get("key", "")) if problem.code == "FMT20" else ""
        return replace(problem, at=self.place(problem.at, key), related=related, fix=None)

    def place(self, at: Place | Span, key: str = "") -> Span:
        if isinstance(at, Span):
            return self.span(at)
        if at.file not in self.files:
            return self.library.locate(at)
        return self.origin(at.file, (*at.route, key) if key else at.route)

    def span(self, span: Span) -> Span:
        """The origin of a place in a changed source; places elsewhere stay."""
        loaded = self.library.files.get(span.file)
        if span.file not in self.files or loaded is None:
            return span
        return self.origin(span.file, route_at(loaded.spans, span.line, span.column))

    def origin(self, file: str, route: Route) -> Span:
        """The cell of a route, or of the nearest thing around it; the file where there is none."""
        document = self.document(file)
        for length in range(len(route), -1, -1):
            found = self.cells.get((document, route[:length]))
            if found is not None:
                return found
        return Span(file)

    def document(self, file: str) -> str:
        """The id of the document in a file, which may be too broken to be a model."""
        data = self.library.files[file].data if file in self.library.files else None
        return str(data.get("id", "")) if isinstance(data, dict) else ""


def route_at(spans: SpanNode, line: int, column: int) -> Route:
    """The way to the innermost value that begins at a place or before it."""
    children = spans[1]
    if isinstance(children, dict):
        below = [(box, key, node) for key, (box, node) in children.items()]
    else:
        below = [(node[0], number, node) for number, node in enumerate(children or ())]
    before = [one for one in below if one[0][:2] <= (line, column)]
    if not before:
        return ()
    _, key, node = before[-1]
    return (key, *route_at(node, line, column))
