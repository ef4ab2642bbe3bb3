"""Waivers: findings knowingly accepted until a day, in a document or for the whole handbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from handbook.diagnostics import Diagnostic, Problem
from handbook.model.base import Waiver
from handbook.model.library import Library
from handbook.source import Place


@dataclass(slots=True)
class _Entry:
    waiver: Waiver
    place: Place
    used: bool = field(default=False)


class Waivers:
    """Every waiver of a library; remembers which ones were of use."""

    def __init__(self, library: Library, today: date) -> None:
        self._library = library
        self._today = today
        self._everywhere: list[_Entry] = []
        self._by_file: dict[str, list[_Entry]] = defaultdict(list)
        if library.settings is not None:
            for number, waiver in enumerate(library.settings.checks.waive):
                place = Place(library.settings_file, ("checks", "waive", number))
                self._everywhere.append(_Entry(waiver, place))
        for document in library.documents.values():
            for number, waiver in enumerate(document.waive):
                file = library.file_of(document.id)
                self._by_file[file].append(_Entry(waiver, Place(file, ("waive", number))))

    def accept(self, finding: Diagnostic, messages: Callable[[], list[str]]) -> bool:
        """Whether a waiver covers the finding. All that do count as used.

        ``messages`` are the finding's in every language: what is waived hangs on no reader.
        """
        covered = False
        for entry in (*self._by_file.get(finding.span.file, ()), *self._everywhere):
            if self._covers(entry.waiver, finding, messages):
                entry.used = True
                covered = True
        return covered

    def problems(self, ran: frozenset[str]) -> Iterator[Problem]:
        """Waivers that are past their day, and those of the rules that ran without any use."""
        for entry in (*self._everywhere, *(e for list_ in self._by_file.values() for e in list_)):
            args = {"rule": entry.waiver.rule, "until": entry.waiver.until.isoformat()}
            if entry.waiver.until < self._today:
                yield Problem("CFG01", Place(entry.place.file, (*entry.place.route, "until")), args)
            elif not entry.used and entry.waiver.rule in ran:
                yield Problem("CFG02", Place(entry.place.file, (*entry.place.route, "rule")), args)

    def _covers(
        self, waiver: Waiver, finding: Diagnostic, messages: Callable[[], list[str]]
    ) -> bool:
        if waiver.rule != finding.code or waiver.until < self._today:
            return False
        if waiver.match is None or any(waiver.match in message for message in messages()):
            return True
        rows = self._library.sources.get(finding.span.file, "").split("\n")
        return any(
            waiver.match in row for row in rows[finding.span.line - 1 : finding.span.end_line]
        )
