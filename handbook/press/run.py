"""Print jobs in worker processes: chapters once each, then the manuals that hold them.

A set chapter is kept under a digest of all that it depends on, so that only what changed is set
again, and a build that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import pikepdf
import weasyprint

from handbook.model.manual import Manual
from handbook.press.chapter import chapter_html, fonts
from handbook.press.engine import PressError, pdf
from handbook.press.fonts import specimen_html
from handbook.press.manual import front_guess, front_html, with_pages
from handbook.press.merge import Parts, Volume, merge, pages_in
from handbook.press.stamps import stamps_html
from handbook.progress import PRINTING, Progress, counted, silent
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS, parts_of

_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")


@dataclass(frozen=True, slots=True)
class Sheet:
    """HTML to be set, where its pictures may come from, and where finished PDFs are kept."""

    html: str
    folder: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class Binding:
    """A manual whose chapters are set: its front matter has marks where page numbers will be."""

    volume: Volume
    front: Sheet
    front_pages: int
    """A guess."""


@dataclass(frozen=True, slots=True)
class Press:
    """Printing of one book under way; :meth:`finished` waits for it."""

    book: Book
    pool: Executor
    folder: Path
    cache: Path
    stamps: Future[bytes]
    specimen: Future[bytes]
    chapters: Mapping[str, Future[bytes]]

    @classmethod
    def start(cls, book: Book, pool: Executor, folder: Path, cache: Path) -> Press:
        """Hand all chapters to a pool, the longest first: the last to end is a short one."""
        printed = [doc for doc in book.in_force() if doc.KIND not in MANUAL_KINDS]
        sheets = {doc.id: Sheet(chapter_html(doc, book), folder, cache) for doc in printed}
        stamps = Sheet(stamps_html(book, fonts(book)), folder, cache)
        order = sorted(sheets, key=lambda name: len(sheets[name].html), reverse=True)
        chapters = {name: pool.submit(set_sheet, sheets[name]) for name in order}
        texts = [sheet.html for sheet in sheets.values()]
        specimen = Sheet(specimen_html(texts, book), folder, cache)
        return cls(
            book=book, pool=pool, folder=folder, cache=cache, chapters=chapters,
            stamps=pool.submit(set_sheet, stamps), specimen=pool.submit(set_sheet, specimen),
        )  # fmt: skip

    def finished(self, progress: Progress = silent) -> Iterator[tuple[str, bytes]]:
        """File name and bytes of every PDF: the manuals, and each document by itself.

        Raises PressError where a chapter could not be set as its source says.
        """
        told = partial(progress, PRINTING)
        chapters = counted(self.chapters.items(), len(self.chapters), told)
        data = {name: self._set(name, chapter) for name, chapter in chapters}
        stamps, specimen = self.stamps.result(), self.specimen.result()
        manuals = [manual for manual in self.book.in_force("manual") if isinstance(manual, Manual)]
        binding = {
            manual.id: self.pool.submit(bind, self._binding(manual, data), stamps, specimen)
            for manual in manuals
        }
        for name, chapter in data.items():
            title = self.book.library.documents[name].title
            yield f"{name}.pdf", merge(self._volume(title, (("", ((name, chapter),)),)), stamps)
        for name, future in binding.items():
            yield f"{name}.pdf", future.result()

    def _set(self, document: str, chapter: Future[bytes]) -> bytes:
        try:
            return chapter.result()
        except PressError as error:
            raise PressError(f"{self.book.library.file_of(document)}: {error}") from error

    def _binding(self, manual: Manual, data: Mapping[str, bytes]) -> Binding:
        parts = parts_of(manual, self.book.in_force())
        chapters = tuple(
            (part.title, tuple((doc.id, data[doc.id]) for doc in part.documents)) for part in parts
        )
        front = Sheet(front_html(manual, parts, self.book), self.folder, self.cache)
        code = self.book.proof_address(manual.id) or ""
        volume = replace(self._volume(manual.title, chapters), code=code)
        return Binding(volume, front, front_guess(parts))

    def _volume(self, title: str, parts: Parts) -> Volume:
        address = self.book.proof_address
        codes = {name: address(name) or "" for _, chapters in parts for name, _ in chapters}
        settings, language = self.book.settings, self.book.language
        return Volume(title, settings.organisation, language, parts, codes=codes)


def bind(binding: Binding, stamps: bytes, specimen: bytes) -> bytes:
    """Set a manual's front matter and merge it with its chapters.

    The front matter names pages that its own length shifts: where it turns out longer or shorter
    than was guessed, it is set once more.
    """
    volume, length = binding.volume, binding.front_pages
    while True:
        html = with_pages(binding.front.html, _starts(volume, length))
        front = set_sheet(replace(binding.front, html=html))
        actual = pages_in(front) - len(volume.parts)
        if actual == length:
            return merge(replace(volume, front=front, unnumbered=1), stamps, specimen)
        length = actual


def _starts(volume: Volume, front: int) -> dict[str, int]:
    """The page on which each part and chapter starts, after ``front`` pages of front matter."""
    page = front + 1
    starts = {}
    for number, (_, chapters) in enumerate(volume.parts, 1):
        starts[f"part-{number}"] = page
        page += 1
        for document, data in chapters:
            starts[document] = page
            page += pages_in(data)
    return starts


def set_sheet(sheet: Sheet) -> bytes:
    """Set a sheet, or take it from where it is kept; raises PressError."""
    key = _key(sheet)
    kept = sheet.cache / "pdf" / f"{key}.pdf"
    if kept.is_file():
        return kept.read_bytes()
    gc.disable()  # boxes live until the page is written; collecting while they grow costs a fifth
    data = pdf(sheet.html, sheet.folder, key)
    gc.enable()
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(data)
        part.replace(kept)
    except OSError:
        return data  # a cache that cannot be written only costs time
    return data


def _key(sheet: Sheet) -> str:
    """A digest of all that the PDF depends on, but for the fonts' own files."""
    digest = hashlib.sha256(f"{weasyprint.__version__} {pikepdf.__version__}\n".encode())
    digest.update(_pictures(sheet.folder))
    digest.update(sheet.html.encode())
    return digest.hexdigest()


@cache
def _pictures(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _PICTURES:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()
