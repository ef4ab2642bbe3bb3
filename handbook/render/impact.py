"""What a change of the sources means for readers: what it says anew, and what that reaches.

Two states of the sources are compared by what a reader is told at each address, so that a changed
limit reaches every page, card and manual where it stands, and nothing else is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handbook.model.base import Document
from handbook.model.card import Card
from handbook.model.library import Entry, Library
from handbook.model.manual import Manual
from handbook.model.prose import slots
from handbook.render.differences import Teller, Told
from handbook.render.proof import held_by
from handbook.render.prose import ProseRenderer
from handbook.render.reached import Held, Impact, Named, Print, PrintWay, Reread, Revised
from handbook.render.relations import ASKS, CHECKS, TEACHES
from handbook.render.wording import Wording
from handbook.stamp.changes import class_of, differences
from handbook.stamp.copies import registers
from handbook.stamp.digest import (
    canonical_json,
    content_of,
    digest,
    named_by,
    quoted_by,
    sha256,
    told_of,
)
from handbook.stamp.early import brought_forward
from handbook.stamp.history import Class, History
from handbook.stamp.meaning import Upstream
from handbook.stamp.recall import Way, holdings
from handbook.stamp.release import entry_of, is_released, names_of
from handbook.stamp.suspect import suspects

PathOf = Callable[[str], str | None]
"""Where an address is on the site; None where it has no place."""
_STAMPED = ("version", "status", "effective", "approver")


@dataclass(frozen=True)
class State:
    """The sources at a moment of their history."""

    library: Library
    histories: Mapping[str, History]

    @cached_property
    def told(self) -> dict[str, str]:
        """A digest of what a reader is told at each address, what it quotes included."""
        entries = self.library.entries
        return {
            address: digest(entry.value, self.library)
            if isinstance(entry.value, Document)
            else sha256([told_of(entry, whole=True), self._quotes.get(address, {})])
            for address, entry in entries.items()
            if entry.document
        }

    @cached_property
    def meaning(self) -> dict[str, str]:
        """A digest of the meaning of each address, which a better wording leaves as it is."""
        upstream = Upstream(self.library)
        return {
            entry.address: upstream.digest(entry.address)
            for entry in self.library.entries.values()
            if entry.document
        }

    def words(self, entry: Entry) -> str:
        """All that a reader is told at an address, what it quotes included, as JSON."""
        if isinstance(entry.value, Document):
            quoted = quoted_by(entry.value, self.library)
            return canonical_json([content_of(entry.value), quoted])
        quotes = self._quotes.get(entry.address, {})
        return canonical_json([told_of(entry, whole=True), quotes])

    @cached_property
    def published(self) -> list[Document]:
        """The documents that are approved."""
        return [each for each in self.library.documents.values() if each.status == "approved"]

    def stamped(self, document: Document) -> tuple[object, ...]:
        """What a print of a document says, and by which stamp."""
        return (*(getattr(document, name) for name in _STAMPED), self.told[document.id])

    @cached_property
    def _quotes(self) -> dict[str, dict[str, object]]:
        """What each item quotes from elsewhere, at whatever depth."""
        entries = self.library.entries
        holders = {
            (entry.place.file, entry.place.route[:-1]): entry.address
            for entry in entries.values()
            if entry.address != entry.document
        }
        found: dict[str, dict[str, object]] = {}
        for use in self.library.uses:
            target = entries.get(use.target)
            for depth in range(len(use.place.route) if target else 0):
                holder = holders.get((use.place.file, use.place.route[: depth + 1]))
                if target and holder:
                    found.setdefault(holder, {})[target.address] = told_of(target)
        return found


def impact(before: State, after: State, language: str, path: PathOf, today: date) -> Impact:
    """What the way from one state to another means; ``path`` is that of the later site."""
    return _Compared(before, after, language, path, today).impact()


class _Compared:
    def __init__(
        self, before: State, after: State, language: str, path: PathOf, today: date
    ) -> None:
        self.before = before
        self.after = after
        self.path = path
        self.teller = Teller(after.library, language, before.library)
        self.names = names_of(after.library)
        self.prose = ProseRenderer(after.library, language)
        self.former_prose = ProseRenderer(before.library, language)
        self.today = today
        self.wording = Wording(before.library, after.library)
        entries = after.library.entries.values()
        self.renamed = {
            one.address
            for one in entries
            if self.wording.blanks
            and one.document
            and not self.wording.blanks.keys().isdisjoint(slots(after.words(one)))
        }
        self.retold = _differing(before.told, after.told) | (after.told.keys() - before.told.keys())
        self.retold |= self.renamed
        self.meant = self._meant()
        self.revised = tuple(self._revised())
        # No print has been wrong before today, and what is deleted is missed at once.
        self.effective = {
            one.id: max(one.effective, today) if one.after else today
            for one in self.revised
            if one.effective
        }

    def impact(self) -> Impact:
        entries = self.after.library.entries
        retold = [entry for entry in entries.values() if entry.address in self.retold]
        cards = tuple(self._prints("card", self._card_causes))
        manuals = tuple(self._prints("manual", self._manual_causes))
        return Impact(
            revised=self.revised,
            reread=tuple(self._reread()),
            pages=tuple(named for entry in retold if (named := self._page(entry))),
            scripts=tuple(self._named(one.address) for one in retold if one.kind == "script"),
            checks=self._users(*CHECKS),
            courses=self._users(TEACHES),
            questions=self._users(ASKS),
            cards=cards,
            manuals=manuals,
            held=tuple(self._held((*cards, *manuals))),
            worded=self.wording.changed,
            traditional=tuple(self._traditional()),
        )

    def _traditional(self) -> Iterator[Named]:
        """The pages that read otherwise in Traditional, though the same is said in Simplified."""
        entries = self.after.library.entries.values() if self.wording.converts_otherwise else ()
        for entry in entries:
            if entry.document and entry.address not in self.retold:
                named = self._page(entry)
                if named and self.wording.is_told_otherwise(self.after.words(entry)):
                    yield named

    def _held(self, prints: Iterable[Print]) -> Iterator[Held]:
        """The controlled copies of printed pieces, as the later state's registers know them."""
        pieces = {one.piece.address: one for one in prints}
        every = registers(self.after.library.history).values()
        ways: dict[str, Way] = {
            id_: "withdraw" if one.way == "withdraw" else "replace" for id_, one in pieces.items()
        }
        for one in holdings(every, ways):
            known = pieces[one.piece]
            yield Held(one.holder, known.piece, known.way, one.numbers)

    def _meant(self) -> frozenset[str]:
        """The addresses that changed in meaning, with the documents that hold them."""
        changed = _differing(self.before.meaning, self.after.meaning)
        entries = self.after.library.entries
        held = (self.after.meaning.keys() - self.before.meaning.keys()) | changed
        return frozenset(changed | {entries[address].document for address in held})

    def _revised(self) -> Iterator[Revised]:
        former = self.before.library.documents
        for document in self.after.library.documents.values():
            old = former.get(document.id)
            if old is None:
                yield self._revision(document, "", document.version, ())
                continue
            contents = content_of(old), content_of(document)
            found = differences(document.KIND, *contents, self.names)
            if found or any(getattr(old, name) != getattr(document, name) for name in _STAMPED):
                told = tuple(self.teller.tell(document, found))
                yield self._revision(document, old.version, document.version, told, class_of(found))
        for id_, old in former.items():
            if id_ not in self.after.library.documents:
                yield self._revision(old, old.version, "", ())

    def _revision(
        self,
        document: Document,
        before: str,
        after: str,
        told: tuple[Told, ...],
        least: Class | None = "structural",
    ) -> Revised:
        owner = self._named(document.owner).label
        history = self.after.histories.get(document.id) if after else None
        entry = entry_of(document)
        class_ = entry.change_class if entry else None
        return Revised(
            document.id, document.title, owner, before, after, document.status,
            document.effective, told, least,
            brought_forward(document, history, class_, self.today),
        )  # fmt: skip

    def _reread(self) -> Iterator[Reread]:
        known = _suspicions(self.before)
        for id_, items in _suspicions(self.after).items():
            document = self.after.library.documents[id_]
            made = [item for item in items if item not in known.get(id_, ())]
            if made and is_released(document, self.after.histories.get(id_)):
                yield Reread(self._named(id_), tuple(map(self._named, made)))

    def _page(self, entry: Entry) -> Named | None:
        path = self.path(entry.address)
        return None if path is None or "#" in path else self._named(entry.address)

    def _users(self, *pairs: tuple[str, str]) -> tuple[Named, ...]:
        """Who refers, by one of the kinds and fields, to what changed in meaning."""
        library = self.after.library
        found = {
            use.source
            for address in self.meant
            for use in library.used_by(address)
            if (entry := library.entries.get(use.source)) and (entry.kind, use.field) in pairs
        }
        return tuple(map(self._named, (one for one in library.entries if one in found)))

    def _prints(self, kind: str, causes: Callable[[Document], Iterable[str]]) -> Iterator[Print]:
        was = {one.id: one for one in self.before.published if kind == one.KIND}
        now = {one.id: one for one in self.after.published if kind == one.KIND}
        for id_, piece in now.items():
            if id_ not in was:
                yield self._print(piece, "new", [id_])
            elif because := list(dict.fromkeys(causes(piece))):
                yield self._print(piece, "replace", because)
        for id_, piece in was.items():
            if id_ not in now:
                yield self._print(piece, "withdraw", [id_])

    def _print(self, piece: Document, way: PrintWay, because: list[str]) -> Print:
        days = [day for address in because for day in self._days(address)]
        named = tuple(self._named(address) for address in because if address != piece.id)
        return Print(self._named(piece.id), way, min(days, default=None), named)

    def _days(self, address: str) -> list[date]:
        """When the revisions take effect by which an address reads otherwise."""
        library = self.after.library
        entry = library.entries.get(address) or self.before.library.entries.get(address)
        drawn = named_by(entry.document, library) if entry else []
        reached = {entry.document, *(one.document for one in drawn)} if entry else set()
        near = [day for id_, day in self.effective.items() if id_ in reached]
        return near or list(self.effective.values())

    def _card_causes(self, card: Document) -> Iterator[str]:
        if not isinstance(card, Card):
            return
        shown = [address for face in card.faces for address in face.show]
        yield from (address for address in shown if address in self.retold)
        if self._restamped(card) and not self._told_by(card):
            yield card.id

    def _manual_causes(self, manual: Document) -> Iterator[str]:
        if not isinstance(manual, Manual):
            return
        if self._restamped(manual):
            yield manual.id
        former = self.before.library.documents[manual.id]
        was = held_by(former, self.before.published) if isinstance(former, Manual) else []
        held = held_by(manual, self.after.published)
        yield from (each.id for each in held if self._restamped(each))
        yield from (each.id for each in was if each.id not in {one.id for one in held})

    def _restamped(self, document: Document) -> bool:
        old = self.before.library.documents.get(document.id)
        if old is None or document.id in self.renamed:
            return True
        return self.before.stamped(old) != self.after.stamped(document)

    def _told_by(self, card: Card) -> bool:
        """Whether a card differs only by what it shows."""
        old = self.before.library.documents[card.id]
        kept = all(getattr(old, name) == getattr(card, name) for name in _STAMPED)
        return kept and content_of(old) == content_of(card)

    def _named(self, address: str) -> Named:
        """An address by its present name, or the former one of what is gone."""
        entry = self.after.library.entries.get(address)
        if entry is not None:
            return Named(address, self.prose.plain(entry.label), self.path(address) or "")
        former = self.before.library.entries.get(address)
        return Named(address, self.former_prose.plain(former.label) if former else address)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The keys of both whose values differ."""
    return {key for key in before.keys() & after.keys() if before[key] != after[key]}


def _suspicions(state: State) -> dict[str, tuple[str, ...]]:
    return {one.document: one.items for one in suspects(state.library, state.histories)}
