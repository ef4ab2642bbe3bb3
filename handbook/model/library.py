"""The library: every document and item by its id, and who refers to whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from json import loads
from operator import attrgetter
from pathlib import Path, PurePath
from typing import Any, NamedTuple, TypeVar

from handbook.config import HANDBOOK, declared
from handbook.diagnostics import Problem
from handbook.load.cache import Memo
from handbook.load.collector import collector_paused
from handbook.load.image import Pixels
from handbook.load.node import Loaded
from handbook.load.tree import Tree
from handbook.model.base import Document, Item, Model, Part, Prose
from handbook.model.build import build
from handbook.model.kinds import KINDS, is_handbook, kind_of
from handbook.model.rows import Rows, rows_of
from handbook.model.settings import Settings
from handbook.source import Place, Route, Span

Made = TypeVar("Made")
_ID = re.compile(r"\bid:[ \t]*['\"]?([^\s,'\"{}]+)")
_PLACES = ", ".join(kind.place for kind in KINDS)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, or an item in one, under its address."""

    address: str
    kind: str
    value: Document | Item
    document: str
    """The id of the document that holds it; empty for handbook.yml's vocabulary."""
    place: Place

    @property
    def label(self) -> str:
        return self.value.title if isinstance(self.value, Document) else self.value.label


class Use(NamedTuple):
    """A reference from one entry to an address, with the kinds that may stand there."""

    source: str
    """Address of the nearest entry that holds the reference."""
    target: str
    kinds: tuple[str, ...]
    """Empty where anything may be named (prose)."""
    place: Place
    prose: bool
    document: str
    """The id of the document that holds it; empty for handbook.yml."""

    @property
    def field(self) -> str:
        """The innermost named field of its place: ``covers`` of ``courses/3/covers/0``."""
        return next((part for part in reversed(self.place.route) if isinstance(part, str)), "")


class Text(NamedTuple):
    """A text that readers see, by its mark prose or a label, and where it stands."""

    document: str
    source: str
    value: str
    mark: Prose
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and where it is shown; ``file`` as written, counted from the sources' folder."""

    document: str
    source: str
    file: str
    place: Place


@dataclass(frozen=True)
class Library:
    """All that was read. Values are frozen; what could not be read is among the problems."""

    root: Path
    settings: Settings | None
    documents: dict[str, Document] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()
    texts: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()
    """Titles, names and other text without markup."""
    images: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: dict[str, Loaded] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    """Broken files, by the ids of documents and items that they probably hold."""
    pictures: tuple[Picture, ...] = ()
    pixels: Mapping[str, Pixels | None] = field(default_factory=dict)
    """Width and height of each image; noughts for a drawing, None for what is no image."""
    history: Mapping[str, bytes] = field(default_factory=dict)
    """The records of releases by file, as discovered."""
    settings_file: str = HANDBOOK
    cache: Path | None = None
    """Where what is made of these sources may be kept from one run to the next."""
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def language(self) -> str:
        """That of the sources; of a handbook.yml with mistakes the one that it begins with."""
        if self.settings is not None:
            return self.settings.language
        return declared(self.sources.get(self.settings_file, ""))

    @cached_property
    def _incoming(self) -> Mapping[str, Sequence[Use]]:
        return _grouped(self.uses, attrgetter("target"))

    @cached_property
    def _outgoing(self) -> Mapping[str, Sequence[Use]]:
        return _grouped(self.uses, attrgetter("document"))

    @cached_property
    def _members(self) -> Mapping[str, Sequence[Entry]]:
        held = (one for one in self.entries.values() if one.address != one.document)
        return _grouped(held, attrgetter("document"))

    @property
    def required_settings(self) -> Settings:
        """The settings; raises ValueError where handbook.yml could not be read."""
        if self.settings is None:
            raise ValueError("a library without handbook.yml cannot be rendered")
        return self.settings

    @property
    def time_zone(self) -> str:
        """The zone whose day it is: as handbook.yml says, though it be wrong elsewhere."""
        if self.settings is not None:
            return self.settings.time_zone
        loaded = self.files.get(self.settings_file)
        written = loads(loaded.json) if loaded else None
        zone = written.get("time_zone") if isinstance(written, dict) else None
        return zone if isinstance(zone, str) else Settings.model_fields["time_zone"].default

    def once(self, make: Callable[[Library, str], Made], address: str) -> Made:
        """What ``make`` makes of this library and an address: made once, however often asked."""
        if (make, address) not in self._made:
            self._made[make, address] = make(self, address)
        return self._made[make, address]  # type: ignore[no-any-return]

    def used_by(self, address: str) -> tuple[Use, ...]:
        """References to an address, in the order of the sources."""
        return tuple(self._incoming.get(address, ()))

    def uses_of(self, document: str) -> tuple[Use, ...]:
        """References that stand in a document, in the order of the source."""
        return tuple(self._outgoing.get(document, ()))

    def of_kind(self, kind: str) -> tuple[Any, ...]:
        """Every document or item of a kind, in the order of the sources."""
        return tuple(entry.value for entry in self.entries.values() if entry.kind == kind)

    def items_of(self, document: str) -> tuple[Entry, ...]:
        """The items that a document holds."""
        return tuple(self._members.get(document, ()))

    def label(self, address: str) -> str:
        """What an address is called; the address itself where nothing has it."""
        entry = self.entries.get(address)
        return entry.label if entry else address

    def is_unread(self, address: str) -> bool:
        """Whether a file that is broken, and told as such, probably holds an address."""
        return address in self.unread or address.partition("#")[0] in self.unread

    def file_of(self, document: str) -> str:
        """The source file of a document, relative to the project."""
        return self.entries[document].place.file

    def only(self, documents: Collection[str]) -> Library:
        """A library of some of the documents: what the others hold is unknown in it.

        ``""`` among them is handbook.yml's vocabulary.
        """
        kept = set(documents)
        dropped = {self.file_of(id_) for id_ in self.documents if id_ not in kept}
        return replace(
            self,
            sources={file: one for file, one in self.sources.items() if file not in dropped},
            documents={id_: one for id_, one in self.documents.items() if id_ in kept},
            entries={at: one for at, one in self.entries.items() if one.document in kept},
            uses=tuple(one for one in self.uses if one.document in kept),
            texts=tuple(one for one in self.texts if one.document in kept),
            labels=tuple(one for one in self.labels if one.document in kept),
            pictures=tuple(one for one in self.pictures if one.document in kept),
        )

    def locate(self, at: Place | Span, nth: int = 0) -> Span:
        """The span of a place; ``nth`` counts the occurrences of its needle from nought."""
        if isinstance(at, Span):
            return at
        loaded = self.files.get(at.file)
        return loaded.locate(at, self.sources.get(at.file, ""), nth) if loaded else Span(at.file)


def _grouped(things: Iterable[Made], key: Callable[[Made], str]) -> dict[str, list[Made]]:
    groups: dict[str, list[Made]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


@collector_paused()
def build_library(tree: Tree, cache: Path | None = None) -> Library:
    """Build every model of a tree and index it. Collects all problems; raises nothing."""
    reader = _Reader(tree, cache)
    reader.unread |= {PurePath(file).stem: file for file, text in tree.unread.items() if not text}
    reader.settings_file()
    order = {kind.place: index for index, kind in enumerate(KINDS)}
    for loaded in sorted(tree.files, key=lambda loaded: (_rank(loaded, order), loaded.file)):
        reader.document_file(loaded)
    reader.memo.save()
    return reader.library()


def with_documents(library: Library, replaced: Mapping[str, Document]) -> Library:
    """A library in which some documents have other content; nothing else changes."""
    if not replaced:
        return library
    reader = _Reader(Tree(library.root, (), {}, (), ()), library.cache)
    if library.settings is not None:
        reader.content(library.settings, rows_of(library.settings, ""), "", library.settings_file)
    for former in library.documents.values():
        file = library.file_of(former.id)
        document = replaced.get(former.id)
        rows = (
            rows_of(document, former.id) if document else reader.rows(former, library.files[file])
        )
        reader.document(document or former, rows, file)
    return replace(
        library,
        documents=reader.documents,
        entries=reader.entries,
        uses=tuple(reader.uses),
        texts=tuple(reader.texts),
        pictures=tuple(reader.pictures),
        cache=None,
    )


def _rank(loaded: Loaded, order: dict[str, int]) -> int:
    kind = kind_of(loaded.file)
    return order[kind.place] if kind else len(order)


class _Reader:
    def __init__(self, tree: Tree, cache: Path | None) -> None:
        self.tree = tree
        self.cache = cache
        self.memo = Memo(cache, "rows")
        self.problems: list[Problem] = list(tree.problems)
        self.settings: Settings | None = None
        self.handbook = HANDBOOK
        self.documents: dict[str, Document] = {}
        self.entries: dict[str, Entry] = {}
        self.uses: list[Use] = []
        self.texts: list[Text] = []
        self.labels: list[Text] = []
        self.unread: dict[str, str] = {}
        self.pictures: list[Picture] = []

    def settings_file(self) -> None:
        """Read handbook.yml; where there are two, which is a problem, the one with the sources."""
        places = [loaded for loaded in self.tree.files if is_handbook(loaded.file)]
        if not places:
            self.problems.append(Problem("FMT18", Span(HANDBOOK)))
            return
        loaded = places[-1]
        self.handbook = loaded.file
        self.problems.extend(loaded.problems)
        self.settings, problems = self._model(Settings, loaded)
        self.problems.extend(problems)
        if self.settings is None:
            self._note_unread(loaded)
            words = [f"{prefix}{id_}" for id_ in self.unread for prefix in ("scene.", "mood.")]
            self.unread |= dict.fromkeys(words, loaded.file)  # their prefix may be left out
            return
        self.content(self.settings, rows_of(self.settings, ""), "", loaded.file)

    def document_file(self, loaded: Loaded) -> None:
        if is_handbook(loaded.file):
            return
        self.problems.extend(loaded.problems)
        kind = kind_of(loaded.file)
        if kind is None:
            self.problems.append(Problem("FMT19", Span(loaded.file), {"places": _PLACES}))
            self._note_unread(loaded)
            return
        document, problems = self._model(kind.model, loaded)
        self.problems.extend(problems)
        if document is None:
            self._note_unread(loaded)
            return
        if not self.document(document, self.rows(document, loaded), loaded.file):
            self._note_unread(loaded)

    def document(self, document: Document, rows: Rows, file: str) -> bool:
        """Index a document; whether its id was free."""
        place = Place(file, ("id",))
        if not self._add(Entry(document.id, document.KIND, document, document.id, place)):
            return False
        self.documents[document.id] = document
        self.content(document, rows, document.id, file)
        return True

    def _model(self, model: type[Any], loaded: Loaded) -> tuple[Any, list[Problem]]:
        if loaded.json == b"null":
            empty = [] if loaded.problems else [Problem("FMT15", Span(loaded.file))]
            return None, empty
        if not loaded.json.startswith(b"{"):
            place = Place(loaded.file)
            return None, [Problem("FMT22", place, {"why": "file"})]
        return build(model, loaded)

    def content(self, model: Model, rows: Rows, document: str, file: str) -> None:
        """Index all that a document, or handbook.yml, holds."""
        for address, route in rows.items:
            self._item(_value(model, route), address, document, Place(file, route))
        self.uses += [
            Use(source, target, kinds, Place(file, route, needle), prose, document)
            for source, target, kinds, route, needle, prose in rows.uses
        ]
        for source, value, values, route in rows.texts:
            mark = _mark(values)
            text = Text(document, source, value, mark, Place(file, route))
            (self.labels if mark.plain else self.texts).append(text)
        self.pictures += [
            Picture(document, source, value, Place(file, route))
            for source, value, route in rows.pictures
        ]

    def rows(self, document: Document, loaded: Loaded) -> Rows:
        key = self.memo.key(loaded.json)
        kept = self.memo.get(loaded.file, key)
        if kept is not None:
            return Rows(*kept)
        rows = rows_of(document, document.id)
        self.memo.put(loaded.file, key, tuple(rows))
        return rows

    def _item(self, item: Item, address: str, document: str, place: Place) -> None:
        at = Place(place.file, (*place.route, "id"))
        if not isinstance(item, Part) and not _shaped(address, item.ID_PREFIX):
            args = {"value": item.id, "prefix": item.ID_PREFIX, "why": "item"}
            self.problems.append(Problem("FMT26", at, args))
        self._add(Entry(address, item.KIND, item, document, at))

    def _add(self, entry: Entry) -> bool:
        first = self.entries.get(entry.address)
        if first is not None:
            related = ((first.place, "first"),)
            self.problems.append(Problem("REF02", entry.place, {"id": entry.address}, related))
            return False
        self.entries[entry.address] = entry
        return True

    def _note_unread(self, loaded: Loaded) -> None:
        """Remember the ids in a broken file, so that references to them are not reported too."""
        text = self.tree.texts.get(loaded.file) or self.tree.unread.get(loaded.file, "")
        held = _ID.findall(text) or [PurePath(loaded.file).stem]
        self.unread |= dict.fromkeys(held, loaded.file)

    def library(self) -> Library:
        return Library(
            root=self.tree.root,
            settings=self.settings,
            documents=self.documents,
            entries=self.entries,
            uses=tuple(self.uses),
            texts=tuple(self.texts),
            labels=tuple(self.labels),
            images=self.tree.images,
            problems=tuple(self.problems),
            files={loaded.file: loaded for loaded in self.tree.files},
            sources=self.tree.texts,
            unread=self.unread,
            pictures=tuple(self.pictures),
            pixels=self.tree.pixels,
            history=self.tree.history,
            settings_file=self.handbook,
            cache=self.cache,
        )


@cache
def _mark(values: tuple[bool, bool, bool]) -> Prose:
    return Prose(*values)


def _value(model: Model, route: Route) -> Any:
    """The value at a route, in which no field has another name than its key."""
    found: Any = model
    for part in route:
        found = getattr(found, str(part)) if isinstance(found, Model) else found[part]
    return found


def _shaped(address: str, prefix: str) -> bool:
    return address.startswith(prefix) and _NAME.fullmatch(address[len(prefix) :]) is not None
