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
from pathlib import Path

from handbook.load.parallel import each
from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.press.back import Back
from handbook.press.bind import Bench, Binding, Extent, bind
from handbook.press.chapter import chapter_html, fonts
from handbook.press.engine import PressError
from handbook.press.feed import Feed, Sheet
from handbook.press.fonts import specimen_html
from handbook.press.kept import Keep, Kept
from handbook.press.layout import PLAIN, Layout, Order, layout_of, orders_of
from handbook.press.manual import foot, front_html
from handbook.press.merge import Volume
from handbook.press.places import Parts, places_of
from handbook.press.stamps import stamps_html
from handbook.progress import PRINTING, Progress, silent
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS, parts_of

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

    def chapters(self, book: Book) -> dict[tuple[str, Layout], tuple[Document, Layout]]:
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
    _keys: dict[tuple[str, Layout], str] = field(default_factory=dict)
    """Of each chapter, the digest that its pack is kept under: some read the same."""
    _packs: dict[str, Kept] = field(default_factory=dict)
    _feed: Feed = field(init=False)

    def start(self) -> None:
        """Hand the chapters that are not kept to the pool, the longest first."""
        keep = Keep(self.shop.cache / "packs")
        missing: dict[str, Sheet] = {}
        chapters = self.wanted.chapters(self.book)
        sheets = each(self._sheet, list(chapters.values()))
        for chapter, sheet in zip(chapters, sheets, strict=True):
            self._keys[chapter] = sheet.key
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
        bound: dict[str, Future[Extent]] = {}
        waiting: deque[Future[Extent]] = deque()
        for name, binding in self._bindings():
            bound[name] = shop.local.submit(bind, binding, bench, target / name)
            waiting.append(bound[name])
            if len(waiting) > shop.jobs * _AHEAD:
                waiting.popleft().result()
        return {name: future.result() for name, future in bound.items()}

    def stop(self) -> None:
        """Begin nothing more; what is kept by now is kept for the next build."""
        self._feed.stop()

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
        front = front_html(manual, parts, back.sections, book, layout)
        pieces = stamps_html(book, fonts(book), foot(manual, book))
        code = book.proof_address(manual.id) or ""
        volume = replace(self._volume(manual.title, chapters), code=code, layout=layout)
        return Binding(volume, places, pieces, front, back.html(places.pages), order.finish)

    def _pack(self, document: Document, layout: Layout) -> Kept:
        return self._packs[self._keys[document.id, layout]]

    def _volume(self, title: str, parts: Parts) -> Volume:
        address = self.book.proof_address
        codes = {name: address(name) or "" for _, chapters in parts for name, _ in chapters}
        settings, language = self.book.settings, self.book.language
        return Volume(title, settings.organisation, language, parts, codes=codes)

    def _sheet(self, chapter: tuple[Document, Layout]) -> Sheet:
        document, layout = chapter
        html = chapter_html(document, self.book, layout)
        try:
            return Sheet.of(html, self.shop.folder, layout.scale)
        except PressError as error:
            raise self._failed(document.id, error) from error

    def _named(self, key: str, error: BaseException) -> PressError:
        return self._failed(next(id_ for (id_, _), own in self._keys.items() if own == key), error)

    def _failed(self, document: str, error: BaseException) -> PressError:
        return PressError(f"{self.book.library.file_of(document)}: {error}")
