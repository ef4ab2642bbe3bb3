"""Print jobs in worker processes: chapters once each, then the manuals that hold them.

A set chapter is kept under a digest of all that it depends on, so that only what changed is set
again, and a build that was interrupted goes on where it stopped. What chapters share is made where
the files are: fonts, and the finished PDFs.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import pikepdf
import weasyprint

from handbook.load.cache import read_store, used, write_store
from handbook.load.collector import collector_paused
from handbook.load.parallel import each
from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.press import engine
from handbook.press.back import Back
from handbook.press.bounds import bounded
from handbook.press.chapter import chapter_html, fonts
from handbook.press.engine import PressError
from handbook.press.faces import Faces
from handbook.press.finish import finished
from handbook.press.fonts import specimen_html
from handbook.press.kept import Keep, Kept
from handbook.press.layout import MM, PLAIN, Finish, Layout, Order, layout_of, orders_of
from handbook.press.manual import foot, front_html, with_pages
from handbook.press.merge import Reach, Volume, merge
from handbook.press.pack import Pack
from handbook.press.places import Parts, Places, places_of, taken
from handbook.press.stamps import Stamps, stamps_html
from handbook.progress import PRINTING, Progress, Told, silent, untold
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS, parts_of

_AHEAD = 4  # jobs handed out and not done, for each worker


@dataclass(frozen=True, slots=True)
class Sheet:
    """HTML to be set with its pictures: all that a worker needs, which may be another machine."""

    html: bytes
    """Compressed: thousands of them wait."""
    pictures: Mapping[str, bytes]
    """By their path in the HTML."""
    key: str
    """A digest of all that the pack depends on, but for the fonts' own files."""
    zoom: float = 1.0
    """By how much its pages are reduced."""

    @classmethod
    def of(cls, html: str, folder: Path, zoom: float = 1.0) -> Sheet:
        """A sheet with its pictures from below a folder; raises PressError for any other."""
        pictures = engine.pictures(html, folder)
        digest = hashlib.sha256(_versions() + b"%.6f\n" % zoom)
        for name, data in sorted(pictures.items()):
            digest.update(f"{name} {len(data)}\n".encode() + data)
        digest.update(html.encode())
        return cls(zlib.compress(html.encode(), 1), pictures, digest.hexdigest(), zoom)


@dataclass(frozen=True, slots=True)
class Bench:
    """What binding needs besides a volume."""

    specimen: str
    folder: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class Binding:
    """A volume whose chapters are set.

    Its back matter says on which pages they stand. Its front matter has marks where the pages of
    the back matter will be, which are known when that is set.
    """

    volume: Volume
    places: Places
    pieces: str
    """The HTML of what is stamped on it."""
    front: tuple[str, ...] = ()
    """The HTML of its front matter; none for a document by itself."""
    back: tuple[str, ...] = ()
    finish: Finish = field(default_factory=Finish)


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


class Extent(NamedTuple):
    """How much a PDF is: its pages, and the size of the first when trimmed, in millimetres."""

    pages: int
    width: int
    height: int

    @classmethod
    def of(cls, path: Path) -> Extent:
        """Read off a finished file."""
        with pikepdf.open(path) as pdf:
            left, low, right, high = (float(edge) / MM for edge in pdf.pages[0].trimbox)
            return cls(len(pdf.pages), round(right - left), round(high - low))


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


class Feed:
    """Hands jobs to a pool as others end: what waits there is bounded.

    A result is kept as soon as it comes, so that an interrupted build has lost little.
    """

    def __init__(self, pool: Executor, keep: Keep, sheets: Mapping[str, Sheet], ahead: int) -> None:
        self._pool, self._keep, self._sheets = pool, keep, sheets
        # From its end: the last to be done is a short one.
        self._waiting = sorted(sheets, key=lambda name: len(sheets[name].html))
        self._ahead = ahead
        self._ended: SimpleQueue[tuple[str, Future[bytes]]] = SimpleQueue()
        self._kept: dict[str, Kept] = {}
        self._counts: SimpleQueue[int | None] = SimpleQueue()
        """How many are done, each time that one is; None at the end."""
        self._outcome: Future[dict[str, Kept]] = Future()
        self._current = ""

    def start(self) -> None:
        """Begin, in a thread: a pool's own threads must not be kept busy."""
        threading.Thread(target=self._run, daemon=True).start()

    def result(
        self, named: Callable[[str, BaseException], PressError], told: Told = untold
    ) -> dict[str, Kept]:
        """Wait for all jobs; raises what ``named`` makes of a sheet's name and its failure."""
        for done in iter(self._counts.get, None):
            told(done, len(self._sheets))
        try:
            return self._outcome.result()
        except BrokenExecutor as error:
            raise named(
                self._current,
                PressError("a worker process ended at once, perhaps for want of memory"),
            ) from error
        except (PressError, CancelledError, RuntimeError, OSError) as error:
            raise named(self._current, error) from error

    def stop(self) -> None:
        """Hand out no more."""
        self._waiting.clear()

    def _run(self) -> None:
        try:
            under_way = sum(self._handed_out() for _ in range(self._ahead))
            while under_way:
                self._current, job = self._ended.get()
                data = job.result()
                self._kept[self._current] = self._keep.put(self._sheets[self._current].key, data)
                self._counts.put(len(self._kept))
                under_way += self._handed_out() - 1
        except BaseException as error:  # noqa: BLE001 - whoever waits is told; so is PressError
            self.stop()
            self._outcome.set_exception(error)
        else:
            self._outcome.set_result(self._kept)
        finally:
            self._counts.put(None)

    def _handed_out(self) -> bool:
        """Whether there was a job left to hand out."""
        if not self._waiting:
            return False
        name = self._waiting.pop()
        job = self._pool.submit(set_sheet, self._sheets[name])
        job.add_done_callback(lambda done: self._ended.put((name, done)))
        return True


@collector_paused()
def bind(binding: Binding, bench: Bench, target: Path) -> Extent:
    """Set a manual's front and back matter, merge them with its chapters, and write the PDF.

    What was bound before is taken from where it is kept.
    """
    kept = bench.cache / "bound" / f"{_bound_key(binding, bench)}.pdf"
    extent = _bound(kept)
    if extent is None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        extent = _written(binding, bench, part)
        part.replace(kept)
        write_store(_beside(kept), extent._asdict() | {"size": kept.stat().st_size})
    used(kept)
    target.unlink(missing_ok=True)
    try:
        os.link(kept, target)
    except OSError:
        shutil.copyfile(kept, target)
    return extent


def _bound(path: Path) -> Extent | None:
    """How much a PDF is that was bound before; None where it is not there or not whole."""
    told = read_store(_beside(path))
    try:
        whole = path.stat().st_size == told.pop("size", None)
    except OSError:
        return None
    return Extent(**told) if whole else None


def _beside(bound: Path) -> Path:
    """Where it says how much a PDF is: to open one of thousands of pages takes seconds."""
    return bound.with_suffix(".bin")


def _written(binding: Binding, bench: Bench, path: Path) -> Extent:
    volume = _whole(binding, bench)
    stamps = _stamps(binding.pieces)
    reach = Reach.of(volume, stamps)
    embedded = Pack.of_bytes(_embedded(reach.faces, bench))
    with path.open("wb") as out:
        pages = merge(volume, reach, stamps, embedded, out)
    if binding.finish == Finish():
        return Extent(pages, *(round(length / MM) for length in volume.layout.points))
    path.write_bytes(finished(path.read_bytes(), binding.finish, volume.layout))
    return Extent.of(path)


@lru_cache(maxsize=2)
def _stamps(pieces: str) -> Stamps:
    """What is stamped: on documents by themselves, one after the other, it is the same."""
    return engine.pieces(pieces)


def _whole(binding: Binding, bench: Bench) -> Volume:
    """A volume with its front and back matter, if it has any."""
    volume, layout = binding.volume, binding.volume.layout
    pages, end = dict(binding.places.pages), binding.places.end
    back = tuple(_matter(html, layout, bench) for html in binding.back)
    for section in back:
        about, _ = section.glance()
        pages |= {name: end + place[0] for name, place in about["names"].items()}
        end += taken(len(about["pages"]), layout)
    marked = (with_pages(html, pages) for html in binding.front)
    front = tuple(_matter(html, layout, bench) for html in marked)
    return replace(volume, front=front, back=back)


def _matter(html: str, layout: Layout, bench: Bench) -> Kept:
    keep = Keep(bench.cache / "packs")
    sheet = Sheet.of(html, bench.folder, layout.scale)
    kept = keep.find(sheet.key)
    if kept is None:
        kept = keep.put(sheet.key, set_sheet(sheet))
        gc.collect()  # boxes hold each other: of a long section a hundred megabytes
    return kept


def _embedded(faces: Faces, bench: Bench) -> bytes:
    """A pack of fonts with these glyphs, kept by what they are."""
    digest = hashlib.sha256(_versions() + bench.specimen.encode())
    for name, said in faces.packed():
        digest.update(name.encode() + said)
    keep = Keep(bench.cache / "fonts")
    kept = keep.find(digest.hexdigest())
    if kept is None:
        made = engine.embedded(bench.specimen, faces)
        kept = keep.put(digest.hexdigest(), made)
    return kept.read()


def _bound_key(binding: Binding, bench: Bench) -> str:
    """A digest of all that a bound PDF depends on: packs are named by theirs."""
    volume = binding.volume
    packs = [
        kept.where.name if isinstance(kept.where, Path) else hashlib.sha256(kept.where).hexdigest()
        for kept in volume.packs()
    ]
    said = [
        volume.title, volume.author, volume.language, volume.code, dict(volume.codes), packs,
        [(title, [name for name, _ in chapters]) for title, chapters in volume.parts],
        binding.front, binding.back, binding.pieces, repr(volume.layout), repr(binding.finish),
        bench.specimen,
    ]  # fmt: skip
    digest = hashlib.sha256(_versions())
    digest.update(json.dumps(said, sort_keys=True).encode())
    return digest.hexdigest()


def set_sheet(sheet: Sheet) -> bytes:
    """Set a sheet as a page pack; raises PressError."""
    with collector_paused(), bounded():
        return engine.page_pack(zlib.decompress(sheet.html).decode(), sheet.pictures, sheet.zoom)


@cache
def _versions() -> bytes:
    """The versions of all that makes a pack, our own code included."""
    digest = hashlib.sha256(f"{weasyprint.__version__} {pikepdf.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
