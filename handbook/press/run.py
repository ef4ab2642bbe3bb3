"""Print jobs in worker processes: chapters once each, then the manuals that hold them.

A set chapter is kept under a digest of all that it depends on, so that only what changed is set
again, and a build that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pikepdf
import weasyprint

from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.press.back import Back
from handbook.press.chapter import chapter_html, fonts
from handbook.press.engine import PressError, pdf
from handbook.press.finish import finished
from handbook.press.fonts import specimen_html
from handbook.press.layout import PLAIN, Finish, Layout, Order, orders_of
from handbook.press.manual import front_html, with_pages
from handbook.press.merge import Parts, Volume, merge
from handbook.press.places import Places, even, places_of
from handbook.press.stamps import stamps_html
from handbook.progress import PRINTING, Progress, counted, silent
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS, Part, parts_of

_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")
_Key = tuple[str, Layout]


@dataclass(frozen=True, slots=True)
class Sheet:
    """HTML to be set, where its pictures may come from, and where finished PDFs are kept."""

    html: str
    folder: Path
    cache: Path
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Binding:
    """A manual whose chapters are set.

    Its back matter says on which pages they stand. Its front matter has marks where the pages of
    the back matter will be, which are known when that is set.
    """

    volume: Volume
    front: Sheet
    back: Sheet | None
    pages: Mapping[str, int]
    """The first page of each part and chapter."""
    end: int
    """The first page after the last chapter."""
    finish: Finish


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


@dataclass(frozen=True, slots=True)
class Press:
    """Printing of one book under way; :meth:`finished` waits for it."""

    book: Book
    pool: Executor
    folder: Path
    cache: Path
    orders: tuple[Order, ...]
    stamps: Future[bytes]
    specimen: Future[bytes]
    chapters: Mapping[tuple[str, Layout], Future[bytes]]
    """By document and layout."""
    singles: tuple[Document, ...]
    """Printed by themselves, plain."""

    @classmethod
    def start(cls, book: Book, pool: Executor, folder: Path, cache: Path, wanted: Wanted) -> Press:
        """Hand all chapters to a pool, the longest first: the last to end is a short one."""
        singles, orders = wanted.singles, wanted.orders
        printed = {(doc.id, PLAIN): doc for doc in singles}
        for order in orders:
            for part in parts_of(order.manual, book.in_force()):
                printed |= {(doc.id, order.layout): doc for doc in part.documents}
        sheets = {
            (name, layout): Sheet(chapter_html(doc, book, layout), folder, cache, layout.scale)
            for (name, layout), doc in printed.items()
        }
        stamps = Sheet(stamps_html(book, fonts(book)), folder, cache)
        texts = [sheet.html for sheet in sheets.values()]
        specimen = Sheet(specimen_html(texts, book), folder, cache)
        return cls(
            book=book, pool=pool, folder=folder, cache=cache, orders=orders,
            chapters=_submitted(pool, sheets), singles=singles,
            stamps=pool.submit(set_sheet, stamps), specimen=pool.submit(set_sheet, specimen),
        )  # fmt: skip

    def finished(self, progress: Progress = silent) -> Iterator[tuple[str, bytes]]:
        """File name and bytes of every PDF: the manuals, and each document by itself.

        Raises PressError where a chapter could not be set as its source says.
        """
        told = partial(progress, PRINTING)
        chapters = counted(self.chapters.items(), len(self.chapters), told)
        data = {key: self._set(key[0], chapter) for key, chapter in chapters}
        stamps, specimen = self.stamps.result(), self.specimen.result()
        places = {key: places_of(chapter) for key, chapter in data.items()}
        bound = {
            order.file: self.pool.submit(bind, self._binding(order, data, places), stamps, specimen)
            for order in self.orders
        }
        for document in self.singles:
            parts: Parts = (("", ((document.id, data[document.id, PLAIN]),)),)
            yield f"{document.id}.pdf", merge(self._volume(document.title, parts), stamps)
        for name, future in bound.items():
            yield name, future.result()

    def _set(self, document: str, chapter: Future[bytes]) -> bytes:
        try:
            return chapter.result()
        except PressError as error:
            raise PressError(f"{self.book.library.file_of(document)}: {error}") from error

    def _binding(
        self, order: Order, data: Mapping[_Key, bytes], places: Mapping[_Key, Places]
    ) -> Binding:
        manual, layout, book = order.manual, order.layout, self.book
        parts = parts_of(manual, book.in_force())
        chapters = tuple(
            (part.title, tuple((doc.id, data[doc.id, layout]) for doc in part.documents))
            for part in parts
        )
        code = book.proof_address(manual.id) or ""
        volume = replace(self._volume(manual.title, chapters), code=code, layout=layout)
        pages, end = _numbered(parts, places, layout)
        back = Back.of(manual, parts, book, layout)
        html = back.html(pages)
        front = front_html(manual, parts, back.sections, book, layout)
        return Binding(
            volume, self._sheet(front, layout), self._sheet(html, layout) if html else None,
            pages, end, order.finish,
        )  # fmt: skip

    def _sheet(self, html: str, layout: Layout) -> Sheet:
        return Sheet(html, self.folder, self.cache, layout.scale)

    def _volume(self, title: str, parts: Parts) -> Volume:
        address = self.book.proof_address
        codes = {name: address(name) or "" for _, chapters in parts for name, _ in chapters}
        settings, language = self.book.settings, self.book.language
        return Volume(title, settings.organisation, language, parts, codes=codes)


def bind(binding: Binding, stamps: bytes, specimen: bytes) -> bytes:
    """Set a manual's front and back matter, merge them with its chapters, and finish the pages."""
    volume, pages = binding.volume, dict(binding.pages)
    if binding.back is not None:
        back = set_sheet(binding.back)
        volume = replace(volume, back=back)
        starts = places_of(back).anchors
        pages |= {name: binding.end + page for name, page in starts.items()}
    html = with_pages(binding.front.html, pages)
    volume = replace(volume, front=set_sheet(replace(binding.front, html=html)))
    return finished(merge(volume, stamps, specimen), binding.finish, volume.layout)


def _numbered(
    parts: Sequence[Part], places: Mapping[_Key, Places], layout: Layout
) -> tuple[dict[str, int], int]:
    """The page of every part and of every anchor of its chapters, and the first page after them."""
    pages: dict[str, int] = {}
    page = 1
    for number, part in enumerate(parts, 1):
        pages[f"part-{number}"] = page
        page += even(1, duplex=layout.duplex)
        for document in part.documents:
            held = places[document.id, layout]
            pages |= {anchor: page + at for anchor, at in held.anchors.items()}
            page += even(held.pages, duplex=layout.duplex)
    return pages, page


def _submitted(pool: Executor, sheets: Mapping[_Key, Sheet]) -> dict[_Key, Future[bytes]]:
    """Each sheet handed to a pool, the longest first; what reads the same is set once."""
    order = sorted(sheets, key=lambda key: len(sheets[key].html), reverse=True)
    jobs: dict[Sheet, Future[bytes]] = {}
    for key in order:
        if sheets[key] not in jobs:
            jobs[sheets[key]] = pool.submit(set_sheet, sheets[key])
    return {key: jobs[sheets[key]] for key in sheets}


def set_sheet(sheet: Sheet) -> bytes:
    """Set a sheet, or take it from where it is kept; raises PressError."""
    key = _key(sheet)
    kept = sheet.cache / "pdf" / f"{key}.pdf"
    if kept.is_file():
        return kept.read_bytes()
    gc.disable()  # boxes live until the page is written; collecting while they grow costs a fifth
    data = pdf(sheet.html, sheet.folder, key, sheet.zoom)
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
    digest.update(_pictures(sheet.folder) + str(sheet.zoom).encode())
    digest.update(sheet.html.encode())
    return digest.hexdigest()


@cache
def _pictures(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _PICTURES:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()
