"""Who stands in which relation to a document or item: teaches, checks, rules on, mentions it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_PAIRS = {TEACHES: "teaches", ASKS: "asks", **dict.fromkeys(CHECKS, "checks"), PRINTS: "prints"}


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
        return list(self._entries(address, "teaches"))

    def asking(self, address: str) -> list[Entry]:
        """The quiz questions about an address or a part of it."""
        return list(self._entries(address, "asks"))

    def checking(self, address: str) -> list[Entry]:
        """The scorecard lines and fatal errors that check an address or a part of it."""
        return list(self._entries(address, "checks"))

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
        uses = self._uses(address, "rules")
        found = {(use.source, decision_of(use)): None for use in uses}
        return [self._ruling(source, number) for source, number in found]

    def foreign(self, address: str) -> list[Ruling]:
        """The same, without those that the document itself holds."""
        own = self.library.entries[address].document
        return [ruling for ruling in self.rulings(address) if ruling.document != own]

    def mentions(self, address: str) -> dict[str, list[Entry]]:
        """Who else refers to an address or a part of it, by kind: procedures first."""
        named: dict[str, list[Entry]] = {}
        for entry in sorted(self._entries(address, "mentions"), key=_rank):
            named.setdefault(entry.kind, []).append(entry)
        return named

    def mentioning(self, document: str) -> dict[str, dict[str, int]]:
        """The documents that refer to a document or a part of it, by kind: id and how often."""
        counted: dict[str, dict[str, int]] = {}
        for entry in sorted(self._entries(document, "mentions"), key=_rank):
            kind = self.library.documents[entry.document].KIND
            ids = counted.setdefault(kind, {})
            ids[entry.document] = ids.get(entry.document, 0) + 1
        return counted

    def within(self, covers: Iterable[str]) -> list[Entry]:
        """The quiz questions about any of several addresses."""
        found = {entry.address: entry for address in covers for entry in self.asking(address)}
        return list(found.values())

    def _entries(self, address: str, relation: str) -> Iterator[Entry]:
        uses = self._uses(address, relation)
        yield from {use.source: self.library.entries[use.source] for use in uses}.values()

    def _uses(self, address: str, relation: str) -> Iterator[Use]:
        """References to an address or a part of it; a document's own only where it rules."""
        own = self.library.entries[address].document
        for target in self._parts.get(address, (address,)):
            for use in self._related.get((target, relation), ()):
                if address != own or use.document != own or relation == "rules":
                    yield use

    @cached_property
    def _related(self) -> Mapping[tuple[str, str], Sequence[Use]]:
        """References by what they lead to and the relation that they state."""
        found: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for use in self.library.uses:
            entry = self.library.entries.get(use.source)
            if entry and entry.document in self.shown and entry.address != use.target:
                found[use.target, _relation(use, entry)].append(use)
        return found

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


def _relation(use: Use, entry: Entry) -> str:
    """In which relation an entry stands to what it refers to."""
    field, first = use.field, use.place.route[0]
    if first == "decisions" and field == "concerns":
        return "rules"
    if first in _BOOKKEEPING and entry.address == entry.document:
        return "keeps"
    return _PAIRS.get((entry.kind, field), "mentions")
