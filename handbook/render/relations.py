"""Who stands in which relation to a document or item: teaches, checks, rules on, mentions it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handbook.model.base import Decision, Document
from handbook.model.library import Entry, Library, Use
from handbook.model.manual import Manual
from handbook.render.volume import names_of

TEACHES = ("course", "covers")
ASKS = ("quiz", "covers")
CHECKS = (("qa", "clauses"), ("fatal", "clauses"))
PRINTS = ("manual", "include")
_FIRST = {"step": 0, "sop": 0, "article": 1, "policy": 1, "script": 2, "path": 3, "grade": 3}
_BOOKKEEPING = frozenset({"changes", "decisions", "waive", "supersedes", "superseded_by"})
"""Fields of a document that speak about it, not about its subject."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision, the document that holds it, and its number there, counted from 1."""

    document: str
    number: int
    decision: Decision


@dataclass(frozen=True)
class Relations:
    """The references of a library, asked for by what they mean; ``shown`` holds the documents."""

    library: Library
    shown: frozenset[str]

    def teaching(self, address: str) -> list[Entry]:
        """The courses that cover an address or a part of it."""
        return self._by(address, TEACHES)

    def asking(self, address: str) -> list[Entry]:
        """The quiz questions about an address or a part of it."""
        return self._by(address, ASKS)

    def checking(self, address: str) -> list[Entry]:
        """The scorecard lines and fatal errors that check an address or a part of it."""
        return self._by(address, *CHECKS)

    def manuals(self, document: Document) -> list[Manual]:
        """The print manuals that hold a document."""
        wanted = names_of(document)
        return [
            manual
            for manual in self._manuals
            if any(wanted.intersection(part.include) for part in manual.parts)
        ]

    def rulings(self, address: str) -> list[Ruling]:
        """The decisions that concern an address or a part of it, wherever they are taken."""
        found = {(use.source, decision_of(use)): None for use in self._uses(address, _rules)}
        return [self._ruling(source, number) for source, number in found]

    def foreign(self, address: str) -> list[Ruling]:
        """The same, without those that the document itself holds."""
        own = self.library.entries[address].document
        return [ruling for ruling in self.rulings(address) if ruling.document != own]

    def mentions(self, address: str) -> dict[str, list[Entry]]:
        """Who else refers to an address or a part of it, by kind: procedures first."""
        named: dict[str, list[Entry]] = {}
        for entry in sorted(self._entries(address, _mention), key=_rank):
            named.setdefault(entry.kind, []).append(entry)
        return named

    def mentioning(self, document: str) -> dict[str, dict[str, int]]:
        """The documents that refer to a document or a part of it, by kind: id and how often."""
        counted: dict[str, dict[str, int]] = {}
        for entry in sorted(self._entries(document, _mention), key=_rank):
            kind = self.library.documents[entry.document].KIND
            ids = counted.setdefault(kind, {})
            ids[entry.document] = ids.get(entry.document, 0) + 1
        return counted

    def within(self, covers: Iterable[str]) -> list[Entry]:
        """The quiz questions about any of several addresses."""
        found = {entry.address: entry for address in covers for entry in self.asking(address)}
        return list(found.values())

    def _by(self, address: str, *pairs: tuple[str, str]) -> list[Entry]:
        def fits(use: Use, entry: Entry) -> bool:
            return (entry.kind, use.field) in pairs

        return list(self._entries(address, fits))

    def _entries(self, address: str, fits: Callable[[Use, Entry], bool]) -> Iterator[Entry]:
        uses = self._uses(address, fits)
        yield from {use.source: self.library.entries[use.source] for use in uses}.values()

    def _uses(self, address: str, fits: Callable[[Use, Entry], bool]) -> Iterator[Use]:
        entries = self.library.entries
        own = entries[address].document
        for target in self._parts.get(address, (address,)):
            for use in self.library.used_by(target):
                entry = entries.get(use.source)
                if entry is None or entry.document not in self.shown or entry.address == target:
                    continue
                if (address != own or entry.document != own or _rules(use, entry)) and fits(
                    use, entry
                ):
                    yield use

    def _ruling(self, document: str, number: int) -> Ruling:
        value: Any = self.library.entries[document].value
        return Ruling(document, number + 1, value.decisions[number])

    @cached_property
    def _manuals(self) -> list[Manual]:
        return [each for each in self.library.of_kind("manual") if each.id in self.shown]

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        """Every document with the addresses of all that it holds."""
        items = self.library.items_of
        return {
            document: (document, *(entry.address for entry in items(document)))
            for document in self.library.documents
        }


def decision_of(use: Use) -> int:
    """Which of its document's decisions holds a reference, counted from nought."""
    return int(use.place.route[1])


def _rank(entry: Entry) -> int:
    return _FIRST.get(entry.kind, len(_FIRST))


def _rules(use: Use, _entry: Entry) -> bool:
    route = use.place.route
    return route[0] == "decisions" and use.field == "concerns"


def _mention(use: Use, entry: Entry) -> bool:
    route = use.place.route
    if entry.address == entry.document and route and route[0] in _BOOKKEEPING:
        return False
    pair = (entry.kind, use.field)
    return pair not in (TEACHES, ASKS, *CHECKS, PRINTS)
