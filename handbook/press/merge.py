"""Chapters that were set one by one become a manual: pages in order, numbers, links, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

from handbook.press.chapter import SCHEME
from handbook.press.fonts import Fonts
from handbook.press.stamps import Stamps

Parts = tuple[tuple[str, tuple[tuple[str, bytes], ...]], ...]
"""Title of each part, and document id and PDF of each of its chapters."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What is merged: front matter, whose last pages open the parts, and the parts' chapters."""

    title: str
    author: str
    language: str
    parts: Parts
    front: bytes = b""
    """Empty for a document by itself."""
    unnumbered: int = 0
    """Pages at the beginning without a number: the cover."""
    code: str = ""
    """Where a copy of the front matter is checked; empty for no code."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The same by document; without an entry its pages get none."""


@dataclass
class _Merger:
    pdf: pikepdf.Pdf
    places: dict[str, pikepdf.Array] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    """Of each page, where a copy of it is checked."""

    def append(self, source: pikepdf.Pdf, pages: list[pikepdf.Page], code: str) -> None:
        """Append pages of a file, and remember the places that its anchors name."""
        self.codes += [code] * len(pages)
        numbers = {page.obj.objgen: number for number, page in enumerate(pages)}
        base = len(self.pdf.pages)
        self.pdf.pages.extend(pages)
        if "/Names" not in source.Root or "/Dests" not in source.Root.Names:
            return
        for name, place in pikepdf.NameTree(source.Root.Names.Dests).items():
            number = numbers.get(place[0].objgen)
            if number is not None:
                page = self.pdf.pages[base + number].obj
                rest = [float(value) for value in place[2:4]]
                self.places[str(name)] = pikepdf.Array([page, pikepdf.Name.XYZ, *rest, 0])

    def link(self) -> None:
        """Turn links to addresses into links to places; drop those that lead out of the volume."""
        for page in self.pdf.pages:
            if "/Annots" not in page.obj:
                continue
            kept = [link for link in page.obj.Annots if self._resolved(link)]
            page.obj.Annots = pikepdf.Array(kept)

    def _resolved(self, annotation: pikepdf.Object) -> bool:
        action = annotation.get("/A")
        target = str(action.get("/URI", "")) if action is not None else ""
        if not target.startswith(SCHEME):
            return True
        place = self.places.get(target.removeprefix(SCHEME))
        if place is None:
            return False
        del annotation["/A"]
        annotation["/Dest"] = place
        return True

    def bookmarks(self, entries: list[pikepdf.OutlineItem]) -> None:
        with self.pdf.open_outline() as outline:
            outline.root.extend(entries)


def merge(volume: Volume, stamps: bytes, specimen: bytes = b"") -> bytes:
    """The finished PDF of a volume; the same input gives the same bytes.

    With a ``specimen`` the chapters share its fonts (:mod:`handbook.press.fonts`).
    """
    with pikepdf.new() as pdf:
        merger = _Merger(pdf)
        merger.bookmarks(list(_assemble(merger, volume)))
        merger.link()
        if specimen:
            Fonts.read(specimen, pdf).adopt(pdf)
        pieces = Stamps.read(stamps, pdf)
        total = len(pdf.pages)
        for number, (page, code) in enumerate(zip(pdf.pages, merger.codes, strict=True), 1):
            if number > volume.unnumbered:
                pieces.put(page, number, total, code)
        pdf.Root.Lang = pikepdf.String(volume.language)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = volume.title
        pdf.docinfo["/Author"] = volume.author
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def pages_in(data: bytes) -> int:
    """The number of pages of a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def _assemble(merger: _Merger, volume: Volume) -> Iterator[pikepdf.OutlineItem]:
    """Append everything in order; yield the bookmarks."""
    if not volume.front:
        for _, chapters in volume.parts:
            for document, data in chapters:
                yield _chapter(merger, document, data, volume)
        return
    with pikepdf.open(BytesIO(volume.front)) as front:
        pages = list(front.pages)
        before = len(pages) - len(volume.parts)
        merger.append(front, pages[:before], volume.code)
        yield from _front_bookmarks(front, before)
        for page, (title, chapters) in zip(pages[before:], volume.parts, strict=True):
            merger.append(front, [page], volume.code)
            item = pikepdf.OutlineItem(title, len(merger.pdf.pages) - 1)
            item.children.extend(_chapter(merger, doc, data, volume) for doc, data in chapters)
            item.is_closed = True
            yield item


def _front_bookmarks(front: pikepdf.Pdf, before: int) -> Iterator[pikepdf.OutlineItem]:
    numbers = {page.obj.objgen: number for number, page in enumerate(front.pages)}
    with front.open_outline() as outline:
        for item in outline.root:
            number = _page_of(item, numbers)
            if number is not None and number < before:
                yield pikepdf.OutlineItem(item.title, number)


def _chapter(merger: _Merger, document: str, data: bytes, volume: Volume) -> pikepdf.OutlineItem:
    with pikepdf.open(BytesIO(data)) as source:
        base = len(merger.pdf.pages)
        pages = list(source.pages)
        numbers = {page.obj.objgen: base + number for number, page in enumerate(pages)}
        merger.append(source, pages, volume.codes.get(document, ""))
        with source.open_outline() as outline:
            item = _copied(outline.root[0], numbers) if outline.root else None
    return item or pikepdf.OutlineItem(document, base)


def _copied(item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> pikepdf.OutlineItem:
    copy = pikepdf.OutlineItem(item.title, _page_of(item, numbers))
    copy.children.extend(_copied(child, numbers) for child in item.children)
    copy.is_closed = True
    return copy


def _page_of(item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> int | None:
    destination: object = item.destination
    if destination is None and item.action is not None:
        destination = item.action.get("/D")
    if not isinstance(destination, pikepdf.Array):
        return None
    return numbers.get(destination[0].objgen)
