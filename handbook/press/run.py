"""What is printed of a book: chapters are set once each, then the manuals that hold them bound.

A build that was interrupted goes on where it stopped. Chapters may be set on other machines; what
they share is made where the files are: fonts, and the finished PDFs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain, starmap
from pathlib import Path

from handbook.load.cache import Memo
from handbook.load.parallel import each
from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.press.back import Back
from handbook.press.bind import Bench, Binding, Extent, bind
from handbook.press.chapter import chapter_html, fonts
from handbook.press.error import PressError, UnshownError
from handbook.press.feed import Feed, Sheet
from handbook.press.fonts import specimen_html
from handbook.press.kept import Keep, Kept
from handbook.press.layout import PLAIN, Layout, Order, layout_of, orders_of
from handbook.press.manual import contents_html, control_html, foot
from handbook.press.merge import Volume
from handbook.press.places import Parts, places_of
from handbook.press.shown import Shown
from handbook.press.stamps import stamps_html
from handbook.progress import PRINTING, Progress, silent
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS, parts_of

Chapter = tuple[str, Layout]
"""The id of a document, and how it is set."""
_WORTH = 16
"""Fewer chapters are written sooner than processes are started."""
_AHEAD = 4  # jobs handed out and not done, for each worker


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed: manuals, and documents by themselves."""

    orders: tuple[Order, ...]
    singles: tuple[Document, ...] = ()

    @classmethod
    def all(cls, book: Book, since: date | None = None) -> Wanted:
        """Every manual in every way that it asks for, and every document in force."""
        manuals = (doc for doc in book.in_force("manual") if isinstance(doc, Manual))
        singles = (doc for doc in book.in_force() if doc.KIND not in MANUAL_KINDS)
        orders = (order for manual in manuals for order in orders_of(manual, since))
        return cls(tuple(orders), tuple(singles))

    def chapters(self, book: Book) -> dict[Chapter, tuple[Document, Layout]]:
        """Everything that is to be set for it, each document once in a layout."""
        chapters = [(document, layout_of(document)) for document in self.singles]
        for order in self.orders:
            for part in parts_of(order.manual, book.in_force()):
                chapters += [(document, order.layout) for document in part.documents]
        return {(document.id, layout): (document, layout) for document, layout in chapters}


@dataclass(frozen=True, slots=True)
class Shop:
    """Where prints are made."""

    pool: Executor
    """Sets chapters, here or on other machines."""
    local: Executor
    """Binds; its processes see the cache."""
    jobs: int
    """How many run at once."""
    folder: Path
    """Pictures come from below it."""
    cache: Path


@dataclass
class Press:
    """Printing of one book under way; :meth:`finish` waits for it."""

    book: Book
    wanted: Wanted
    shop: Shop
    _keys: dict[Chapter, str] = field(default_factory=dict)
    """Of each chapter, the digest that its pack is kept under: some read the same."""
    _packs: dict[str, Kept] = field(default_factory=dict)
    _documents: dict[str, str] = field(default_factory=dict)
    """Of what is set now, the document by the same digest."""
    _feed: Feed = field(init=False)

    def start(self) -> None:
        """Hand the chapters that are not kept to the pool, the longest first."""
        keep = Keep(self.shop.cache / "packs")
        missing: dict[str, Sheet] = {}
        for document, sheet in chain(self._controls(), self._changed(keep)):
            self._documents[sheet.key] = document
            kept = keep.find(sheet.key)
            if kept is None:
                missing[sheet.key] = sheet
            else:
                self._packs[sheet.key] = kept
        self._feed = Feed(self.shop.pool, keep, missing, self.shop.jobs * _AHEAD)
        self._feed.start()

    def finish(self, target: Path, progress: Progress = silent) -> dict[str, Extent]:
        """Write every PDF to a folder: the manuals, and each document by itself.

        Gives how much each is, by its file name.

        Raises PressError where a chapter could not be set as its source says.
        """
        self._packs.update(self._feed.result(self._named, partial(progress, PRINTING)))
        shop, book = self.shop, self.book
        bench = Bench(specimen_html(book), shop.folder, shop.cache)
        bound: dict[str, Extent] = {}
        waiting: deque[tuple[str, Future[Extent]]] = deque()
        for name, binding in self._bindings():
            if len(waiting) > shop.jobs * _AHEAD:
                bound |= [_bound(*waiting.popleft())]
            waiting.append((name, shop.local.submit(bind, binding, bench, target / name)))
        return bound | dict(starmap(_bound, waiting))

    def stop(self) -> None:
        """Begin nothing more; what is kept by now is kept for the next build."""
        self._feed.stop()

    def _controls(self) -> Iterator[tuple[str, Sheet]]:
        """What opens each manual: it names all documents, so that it takes as long as many."""
        for order in self.wanted.orders:
            for html in self._control(order):
                yield order.manual.id, self._sheet(order.manual, order.layout, html)

    def _control(self, order: Order) -> tuple[str, ...]:
        parts = parts_of(order.manual, self.book.in_force())
        return control_html(order.manual, parts, self.book, order.layout)

    def _changed(self, keep: Keep) -> Iterator[tuple[str, Sheet]]:
        """The chapters that may read otherwise than when they were last set, written again.

        Of the others what is kept is noted.
        """
        chapters = self.wanted.chapters(self.book)
        shown = Shown(self.book)
        cache = self.shop.cache if shown.known else None
        memo = Memo(cache, f"chapters-{self.book.language}")
        keys = {chapter: shown.key(*said) for chapter, said in chapters.items()}
        for chapter, key in keys.items():
            name = memo.get(repr(chapter), key)
            kept = keep.find(name) if name else None
            if kept is not None:
                self._keys[chapter], self._packs[name] = name, kept
        rest = [chapter for chapter in chapters if chapter not in self._keys]
        sheets = each(self._chapter, [chapters[chapter] for chapter in rest], _WORTH)
        for chapter, sheet in zip(rest, sheets, strict=True):
            if not sheet.pictures:  # whose files may change and their names stay
                memo.put(repr(chapter), keys[chapter], sheet.key)
            self._keys[chapter] = sheet.key
            yield chapter[0], sheet
        memo.save()

    def _bindings(self) -> Iterator[tuple[str, Binding]]:
        """The file name of everything that is bound, and what goes into it."""
        for order in self.wanted.orders:
            yield order.file, self._binding(order)
        pieces = stamps_html(self.book, fonts(self.book))
        for document in self.wanted.singles:
            parts: Parts = (("", ((document.id, self._pack(document, layout_of(document))),)),)
            volume = self._volume(document.title, parts)
            yield (
                f"{document.id}.pdf",
                Binding(volume, places_of(parts, PLAIN, opened=False), pieces),
            )

    def _binding(self, order: Order) -> Binding:
        manual, layout, book = order.manual, order.layout, self.book
        parts = parts_of(manual, book.in_force())
        chapters = tuple(
            (part.title, tuple((doc.id, self._pack(doc, layout)) for doc in part.documents))
            for part in parts
        )
        places = places_of(chapters, layout)
        back = Back.of(manual, parts, book, layout)
        contents = contents_html(manual, parts, back.sections, book, layout)
        front = (*self._control(order), contents)
        pieces = stamps_html(book, fonts(book), foot(manual, book))
        code = book.proof_address(manual.id) or ""
        volume = replace(self._volume(manual.title, chapters), code=code, layout=layout)
        return Binding(volume, places, pieces, front, back.html(places.pages), order.finish)

    def _pack(self, document: Document, layout: Layout) -> Kept:
        return self._packs[self._keys[document.id, layout]]

    def _volume(self, title: str, parts: Parts) -> Volume:
        return Volume(title, self.book.settings.organisation, self.book.language, parts)

    def _chapter(self, chapter: tuple[Document, Layout]) -> Sheet:
        document, layout = chapter
        address = self.book.proof_address(document.id) or ""
        return self._sheet(document, layout, chapter_html(document, self.book, layout), address)

    def _sheet(self, document: Document, layout: Layout, html: str, address: str = "") -> Sheet:
        try:
            return Sheet.of(html, self.shop.folder, layout.scale, address)
        except PressError as error:
            raise self._failed(document.id, error) from error

    def _named(self, key: str, error: BaseException) -> PressError:
        return self._failed(self._documents[key], error)

    def _failed(self, document: str, error: BaseException) -> PressError:
        file = self.book.library.file_of(document)
        if isinstance(error, UnshownError):  # a check has found what sources ask for
            return PressError(self.book.t("print.unshown", file=file, error=error))
        return PressError(f"{file}: {error}")


def _bound(name: str, future: Future[Extent]) -> tuple[str, Extent]:
    try:
        return name, future.result()
    except PressError as error:
        raise PressError(f"{name}: {error}") from error
