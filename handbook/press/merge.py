"""Chapters that were set one by one become a manual: pages in order, numbers, links, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO

import pikepdf

from handbook.press.chapter import SCHEME, SCHEME_PAGE
from handbook.press.fonts import Fonts
from handbook.press.layout import PLAIN, Layout
from handbook.press.places import destinations, places_of
from handbook.press.stamps import Mark, Reference, Stamps

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
    """Empty for a document by itself. Its pages are numbered in Roman numerals, but the cover."""
    back: bytes = b""
    """What follows the last part."""
    layout: Layout = PLAIN
    code: str = ""
    """Where a copy of the front matter is checked; empty for no code."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The same by document; without an entry its pages get none."""


@dataclass
class _Merger:
    pdf: pikepdf.Pdf
    places: dict[str, pikepdf.Array] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    """The page of each place, counted from nought."""
    codes: list[str] = field(default_factory=list)
    """Of each page, where a copy of it is checked."""
    blanks: set[int] = field(default_factory=set)

    def append(self, source: pikepdf.Pdf, pages: list[pikepdf.Page], code: str) -> None:
        """Append pages of a file, and remember the places that its anchors name."""
        self.codes += [code] * len(pages)
        numbers = {page.obj.objgen: number for number, page in enumerate(pages)}
        base = len(self.pdf.pages)
        self.pdf.pages.extend(pages)
        for name, place in destinations(source):
            number = numbers.get(place[0].objgen)
            if number is not None:
                page = self.pdf.pages[base + number].obj
                rest = [float(value) for value in place[2:4]]
                self.places[name] = pikepdf.Array([page, pikepdf.Name.XYZ, *rest, 0])
                self.pages[name] = base + number

    def fill(self, layout: Layout) -> None:
        """Leave a left-hand page blank where the next chapter would else begin on it."""
        if layout.duplex and len(self.pdf.pages) % 2:
            self.blanks.add(len(self.pdf.pages))
            self.codes.append("")
            width, height = (float(value) for value in self.pdf.pages[-1].mediabox[2:])
            self.pdf.add_blank_page(page_size=(width, height))

    def link(self, front: int) -> Iterator[tuple[Reference, ...]]:
        """Turn links to addresses into links to places; drop those that lead out of the volume.

        Yields of each page what waits for a page number; pages are counted after ``front``.
        """
        for page in self.pdf.pages:
            links = list(page.obj.get("/Annots", ()))
            waiting = [link for link in links if _target(link).startswith(SCHEME_PAGE)]
            yield tuple(self._reference(link, front) for link in waiting)
            if links:
                kept = [link for link in links if self._resolved(link)]
                page.obj.Annots = pikepdf.Array(kept)

    def _reference(self, link: pikepdf.Object, front: int) -> Reference:
        page = self.pages.get(_target(link).removeprefix(SCHEME_PAGE))
        left, one, right, other = (float(value) for value in link.Rect)
        box = (left, min(one, other), right, max(one, other))
        return Reference(box, None if page is None else page + 1 - front)

    def _resolved(self, annotation: pikepdf.Object) -> bool:
        target = _target(annotation)
        if not target.startswith((SCHEME, SCHEME_PAGE)):
            return True
        place = self.places.get(target.partition(":")[2])
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
        front = front_pages(volume.front)
        references = list(merger.link(front))
        if specimen:
            Fonts.read(specimen, pdf).adopt(pdf)
        pieces = Stamps.read(stamps, pdf, volume.layout)
        for index, page in enumerate(pdf.pages):
            mark = _mark(index, front, merger, volume.layout)
            if index or not front:
                pieces.put(page, replace(mark, references=references[index]))
        if front:
            pdf.Root.PageLabels = _labels(front)
        pdf.Root.Lang = pikepdf.String(volume.language)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = volume.title
        pdf.docinfo["/Author"] = volume.author
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def front_pages(front: bytes) -> int:
    """How many pages of front matter stand before the first part opens; nought without any."""
    return places_of(front).anchors["part-1"] if front else 0


def _mark(index: int, front: int, merger: _Merger, layout: Layout) -> Mark:
    """What the page at an index is stamped with, but for its references."""
    left, blank = layout.mirrored(index), index in merger.blanks
    if index < front:
        return Mark(index + 1, 0, merger.codes[index], left, blank)
    total = len(merger.pdf.pages) - front
    return Mark(index + 1 - front, total, merger.codes[index], left, blank)


def _labels(front: int) -> pikepdf.Dictionary:
    """Page labels: Roman numerals for front matter, figures from the first part on."""
    roman, figures = pikepdf.Dictionary(S=pikepdf.Name.r), pikepdf.Dictionary(S=pikepdf.Name.D)
    return pikepdf.Dictionary(Nums=pikepdf.Array([0, roman, front, figures]))


def _target(annotation: pikepdf.Object) -> str:
    """The address that a link leads to; empty for one that leads to a place."""
    action = annotation.get("/A")
    return str(action.get("/URI", "")) if action is not None else ""


def _assemble(merger: _Merger, volume: Volume) -> Iterator[pikepdf.OutlineItem]:
    """Append everything in order; yield the bookmarks."""
    if not volume.front:
        for _, chapters in volume.parts:
            for document, data in chapters:
                yield _chapter(merger, document, data, volume)
        return
    with pikepdf.open(BytesIO(volume.front)) as front:
        pages, anchors = list(front.pages), places_of(volume.front).anchors
        before = anchors["part-1"]
        merger.append(front, pages[:before], volume.code)
        yield from _bookmarks(front, range(before), 0)
        for number, (title, chapters) in enumerate(volume.parts, 1):
            merger.append(front, [pages[anchors[f"part-{number}"]]], volume.code)
            item = pikepdf.OutlineItem(title, len(merger.pdf.pages) - 1)
            merger.fill(volume.layout)
            for document, data in chapters:
                item.children.append(_chapter(merger, document, data, volume))
                merger.fill(volume.layout)
            item.is_closed = True
            yield item
    if volume.back:
        with pikepdf.open(BytesIO(volume.back)) as back:
            base = len(merger.pdf.pages)
            merger.append(back, list(back.pages), volume.code)
            yield from _bookmarks(back, range(len(back.pages)), base)


def _bookmarks(source: pikepdf.Pdf, pages: range, base: int) -> Iterator[pikepdf.OutlineItem]:
    """The bookmarks of some of a file's pages, which stand in the volume from ``base`` on."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    with source.open_outline() as outline:
        for item in outline.root:
            number = _page_of(item, numbers)
            if number is not None and number in pages:
                yield pikepdf.OutlineItem(item.title, base + number)


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
