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
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from queue import SimpleQueue

import pikepdf
import weasyprint

from handbook.model.manual import Manual
from handbook.press import engine
from handbook.press.bounds import bounded
from handbook.press.chapter import chapter_html, fonts
from handbook.press.engine import PressError
from handbook.press.faces import Faces
from handbook.press.fonts import specimen_html
from handbook.press.kept import Keep, Kept
from handbook.press.manual import front_guess, front_html, with_pages
from handbook.press.merge import Parts, Reach, Volume, merge
from handbook.press.pack import Pack
from handbook.press.stamps import Stamps, stamps_html
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS, parts_of

Progress = Callable[[int, int], None]
"""Is told how many jobs are done, and of how many."""
_AHEAD = 4  # jobs handed out and not done, for each worker
_COLLECT = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """HTML to be set with its pictures: all that a worker needs, which may be another machine."""

    html: bytes
    """Compressed: thousands of them wait."""
    pictures: Mapping[str, bytes]
    """By their path in the HTML."""
    key: str
    """A digest of all that the pack depends on, but for the fonts' own files."""

    @classmethod
    def of(cls, html: str, folder: Path) -> Sheet:
        """A sheet with its pictures from below a folder; raises PressError for any other."""
        pictures = engine.pictures(html, folder)
        digest = hashlib.sha256(_versions())
        for name, data in sorted(pictures.items()):
            digest.update(f"{name} {len(data)}\n".encode() + data)
        digest.update(html.encode())
        return cls(zlib.compress(html.encode(), 1), pictures, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Bench:
    """What binding needs besides a volume."""

    stamps: bytes
    specimen: str
    folder: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class Binding:
    """A volume whose chapters are set; front matter has marks where page numbers will be."""

    volume: Volume
    front: str = ""
    """The HTML of its front matter; empty for a document by itself."""
    front_pages: int = 0
    """A guess."""


@dataclass
class Press:
    """Printing of one book under way; :meth:`finish` waits for it."""

    book: Book
    pool: Executor
    """Sets the chapters, here or on other machines."""
    local: Executor
    """Binds; its processes see the cache."""
    folder: Path
    cache: Path
    workers: int = 2
    progress: Progress = lambda _done, _total: None
    chapters: dict[str, Kept] = field(default_factory=dict)
    _feed: Feed = field(init=False)

    def start(self) -> None:
        """Hand the chapters that are not kept to the pool, the longest first."""
        keep = Keep(self.cache / "packs")
        missing: dict[str, Sheet] = {}
        for document in self.book.in_force():
            if document.KIND in MANUAL_KINDS:
                continue
            sheet = self._sheet(document.id)
            kept = keep.find(sheet.key)
            if kept is None:
                missing[document.id] = sheet
            else:
                self.chapters[document.id] = kept
        self._feed = Feed(self.pool, keep, missing, self.workers * _AHEAD, self._told)
        self._feed.start()

    def finish(self, target: Path) -> None:
        """Write every PDF to a folder: the manuals, and each document by itself.

        Raises PressError where a chapter could not be set as its source says.
        """
        self.chapters.update(self._feed.result(self._named))
        book = self.book
        stamps = engine.pieces(stamps_html(book, fonts(book)))
        bench = Bench(stamps.to_bytes(), specimen_html(book), self.folder, self.cache)
        waiting: deque[Future[None]] = deque()
        for name, binding in self._bindings():
            waiting.append(self.local.submit(bind, binding, bench, target / f"{name}.pdf"))
            if len(waiting) > self.workers * _AHEAD:
                waiting.popleft().result()
        for future in waiting:
            future.result()

    def stop(self) -> None:
        """Begin nothing more; what is kept by now is kept for the next build."""
        self._feed.stop()

    def _bindings(self) -> Iterable[tuple[str, Binding]]:
        for manual in self.book.in_force("manual"):
            if isinstance(manual, Manual):
                yield manual.id, self._binding(manual)
        for name, chapter in self.chapters.items():
            title = self.book.library.documents[name].title
            yield name, Binding(self._volume(title, (("", ((name, chapter),)),)))

    def _binding(self, manual: Manual) -> Binding:
        parts = parts_of(manual, self.book.in_force())
        chapters = tuple(
            (part.title, tuple((doc.id, self.chapters[doc.id]) for doc in part.documents))
            for part in parts
        )
        code = self.book.proof_address(manual.id) or ""
        volume = replace(self._volume(manual.title, chapters), code=code)
        return Binding(volume, front_html(manual, parts, self.book), front_guess(parts))

    def _volume(self, title: str, parts: Parts) -> Volume:
        address = self.book.proof_address
        codes = {name: address(name) or "" for _, chapters in parts for name, _ in chapters}
        settings, language = self.book.settings, self.book.language
        return Volume(title, settings.organisation, language, parts, codes=codes)

    def _sheet(self, document: str) -> Sheet:
        html = chapter_html(self.book.library.documents[document], self.book)
        try:
            return Sheet.of(html, self.folder)
        except PressError as error:
            raise self._named(document, error) from error

    def _named(self, document: str, error: BaseException) -> PressError:
        return PressError(f"{self.book.library.file_of(document)}: {error}")

    def _told(self, done: int, total: int) -> None:
        before = len(self.chapters)
        self.progress(before + done, before + total)


class Feed:
    """Hands jobs to a pool as others end: what waits there is bounded.

    A result is kept as soon as it comes, so that an interrupted build has lost little.
    """

    def __init__(
        self, pool: Executor, keep: Keep, sheets: Mapping[str, Sheet], ahead: int, told: Progress
    ) -> None:
        self._pool, self._keep, self._sheets, self._told = pool, keep, sheets, told
        # From its end: the last to be done is a short one.
        self._waiting = sorted(sheets, key=lambda name: len(sheets[name].html))
        self._ahead = ahead
        self._ended: SimpleQueue[tuple[str, Future[bytes]]] = SimpleQueue()
        self._kept: dict[str, Kept] = {}
        self._outcome: Future[dict[str, Kept]] = Future()
        self._current = ""

    def start(self) -> None:
        """Begin, in a thread: a pool's own threads must not be kept busy."""
        threading.Thread(target=self._run, daemon=True).start()

    def result(self, named: Callable[[str, BaseException], PressError]) -> dict[str, Kept]:
        """Wait for all jobs; raises what ``named`` makes of a document and its failure."""
        try:
            return self._outcome.result()
        except (PressError, CancelledError, RuntimeError, OSError) as error:
            raise named(self._current, _explained(error)) from error

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
                self._told(len(self._kept), len(self._sheets))
                under_way += self._handed_out() - 1
        except BaseException as error:  # noqa: BLE001 - whoever waits is told; so is PressError
            self.stop()
            self._outcome.set_exception(error)
        else:
            self._outcome.set_result(self._kept)

    def _handed_out(self) -> bool:
        """Whether there was a job left to hand out."""
        if not self._waiting:
            return False
        name = self._waiting.pop()
        job = self._pool.submit(set_sheet, self._sheets[name])
        job.add_done_callback(lambda done: self._ended.put((name, done)))
        return True


def _explained(error: BaseException) -> BaseException:
    if isinstance(error, BrokenExecutor):
        return PressError("a worker process ended at once, perhaps for want of memory")
    return error


def bind(binding: Binding, bench: Bench, target: Path) -> None:
    """Set a manual's front matter, merge it with its chapters, and write the PDF.

    The front matter names pages that its own length shifts: where it turns out longer or shorter
    than was guessed, it is set once more. What was bound before is taken from where it is kept.
    """
    key = _bound_key(binding, bench)
    kept = bench.cache / "bound" / f"{key}.pdf"
    if not kept.is_file():
        volume = binding.volume
        if binding.front:
            volume = replace(volume, front=_front(binding, bench), unnumbered=1)
        stamps = Stamps.of_bytes(bench.stamps)
        reach = Reach.of(volume, stamps)
        embedded = Pack.of_bytes(_embedded(reach.faces, bench))
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as out:
            merge(volume, reach, stamps, embedded, out)
        part.replace(kept)
    target.unlink(missing_ok=True)
    try:
        os.link(kept, target)
    except OSError:
        shutil.copyfile(kept, target)


def _front(binding: Binding, bench: Bench) -> Kept:
    keep, length = Keep(bench.cache / "packs"), binding.front_pages
    while True:
        html = with_pages(binding.front, _starts(binding.volume, length))
        sheet = Sheet.of(html, bench.folder)
        front = keep.find(sheet.key) or keep.put(sheet.key, set_sheet(sheet))
        actual = front.pages - len(binding.volume.parts)
        if actual == length:
            return front
        length = actual


def _starts(volume: Volume, front: int) -> dict[str, int]:
    """The page on which each part and chapter starts, after ``front`` pages of front matter."""
    page = front + 1
    starts = {}
    for number, (_, chapters) in enumerate(volume.parts, 1):
        starts[f"part-{number}"] = page
        page += 1
        for document, kept in chapters:
            starts[document] = page
            page += kept.pages
    return starts


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
        binding.front, binding.front_pages, bench.specimen,
    ]  # fmt: skip
    digest = hashlib.sha256(_versions() + bench.stamps)
    digest.update(json.dumps(said, sort_keys=True).encode())
    return digest.hexdigest()


_jobs = 0


def set_sheet(sheet: Sheet) -> bytes:
    """Set a sheet as a page pack; raises PressError."""
    global _jobs  # noqa: PLW0603 - how long garbage has waited is a matter of the process
    gc.disable()  # boxes live until the page is written; collecting while they grow costs a fifth
    try:
        with bounded():
            return engine.page_pack(zlib.decompress(sheet.html).decode(), sheet.pictures)
    finally:
        _jobs += 1
        if _jobs % _COLLECT == 0:
            gc.collect()
        gc.enable()


@cache
def _versions() -> bytes:
    """The versions of all that makes a pack, our own code included."""
    digest = hashlib.sha256(f"{weasyprint.__version__} {pikepdf.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
