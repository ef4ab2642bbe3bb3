"""Packs that were set one by one become a manual: pages in order, numbers, links, bookmarks, tags.

The file is written from front to back. Only what all chapters share is worked out before: how many
pages there are, which addresses links can lead to, which glyphs the fonts must hold.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from handbook.press.faces import Faces
from handbook.press.fields import form_of
from handbook.press.kept import Kept
from handbook.press.layout import PLAIN, Layout
from handbook.press.metadata import PRODUCER, About, xmp
from handbook.press.pack import ELEMENTS, FONTS, PAGES, Pack, painted_over
from handbook.press.places import Parts, Places, places_of, taken
from handbook.press.stamps import (
    FORMS,
    PIECES,
    Mark,
    Reference,
    Stamps,
    code_of,
    shared_forms,
)
from handbook.press.template import text_string
from handbook.press.writer import Deflate, Writer, references

_CATALOGUE, _TREE, _OUTLINE, _INFO, _METADATA, _PARENTS = 1, 3, 6, 7, 8, 9
_RESERVED = FORMS + PIECES
_LEAF = 200  # entries of a node of the tree of names


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline."""

    title: str
    place: bytes
    """The place that it leads to, as PDF."""
    below: list[Bookmark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Volume:
    """What is merged: front matter, whose last pages open the parts, the parts' chapters, the rest.

    Each pack of the front and the back matter begins where a chapter would.
    """

    title: str
    author: str
    language: str
    parts: Parts
    front: tuple[Kept, ...] = ()
    """Empty for a document by itself. Its pages are numbered in Roman numerals, but the cover."""
    back: tuple[Kept, ...] = ()
    """What follows the last part."""
    layout: Layout = PLAIN
    code: str = ""
    """Where a copy of a manual's own pages is checked; empty for no code."""

    def packs(self) -> Iterator[Kept]:
        """Everything that is set, in order."""
        yield from self.front
        for _, chapters in self.parts:
            for _, chapter in chapters:
                yield chapter
        yield from self.back


@dataclass(frozen=True, slots=True)
class Reach:
    """What of a volume is known before it is written."""

    front: int
    """The pages before the first part."""
    total: int
    """The pages from there on."""
    places: Places
    names: frozenset[str]
    """What links can lead to."""
    faces: Faces

    @classmethod
    def of(cls, volume: Volume, stamps: Stamps) -> Reach:
        """Look into each pack of a volume."""
        names: set[str] = set()
        faces = Faces()
        faces.add(stamps.faces)
        for kept in volume.packs():
            about, shown = kept.glance()
            names.update(about["names"])
            faces.add(shown)
        layout = volume.layout
        front = sum(taken(kept.pages, layout) for kept in volume.front[:-1])
        if volume.front:
            front += volume.front[-1].glance()[0]["names"]["part-1"][0]
        places = places_of(volume.parts, layout, opened=bool(volume.front))
        total = places.end - 1 + sum(taken(kept.pages, layout) for kept in volume.back)
        return cls(front, total, places, frozenset(names), faces)


def merge(
    volume: Volume, reach: Reach, stamps: Stamps, fonts: Pack, out: BinaryIO,
    deflate: Deflate | None = None,
) -> int:  # fmt: skip
    """Write the PDF of a volume, and count its pages; the same input gives the same bytes.

    ``fonts`` hold the glyphs of ``reach``.
    """
    merger = _Merger(volume, reach, stamps, Writer(out, _RESERVED, deflate))
    merger.fonts(fonts)
    merger.finish(merger.assembled())
    return len(merger.pages)


class _Merger:
    def __init__(self, volume: Volume, reach: Reach, stamps: Stamps, writer: Writer) -> None:
        self.volume, self.reach, self.stamps, self.writer = volume, reach, stamps, writer
        self.pages: list[int] = []
        self.elements: list[int] = []
        self.parents: list[tuple[int, int, int]] = []
        self.fields: list[int] = []
        self.places: dict[str, bytes] = {}
        self.blanks: list[tuple[int, bytes]] = []

    def fonts(self, fonts: Pack) -> None:
        base = place(fonts, self.writer, self.reach.names)
        named = [f"/{name} {base + number} 0 R" for name, number in fonts.about["fonts"].items()]
        self.writer.objects([(FONTS, f"<<{''.join(named)}>>".encode())])
        self.stamps.write(self.writer, FONTS)

    def assembled(self) -> list[Bookmark]:
        """Write all pages; the bookmarks of the volume."""
        volume = self.volume
        if not volume.front:
            return [mark for _, listed in volume.parts for mark in self.chapters(listed)]
        bookmarks = [mark for kept in volume.front[:-1] for mark in self.matter(kept)]
        front = _Placed.of(volume.front[-1], self, volume.code, edition=True)
        before = range(self.reach.front - len(self.pages))
        front.show(before)
        bookmarks += front.bookmarks(before)
        for number, (title, chapters) in enumerate(volume.parts, 1):
            page, *_ = front.about["names"][f"part-{number}"]
            front.show([page])
            opening = front.destination(page, 0, front.about["pages"][page][3])
            self.fill()
            bookmarks.append(Bookmark(title, opening, self.chapters(chapters)))
        return bookmarks + [mark for kept in volume.back for mark in self.matter(kept)]

    def matter(self, kept: Kept) -> list[Bookmark]:
        """Write all pages of a pack of the manual's own; their bookmarks."""
        return _Placed.of(kept, self, self.volume.code, edition=True).all()

    def chapters(self, chapters: Iterable[tuple[str, Kept]]) -> list[Bookmark]:
        """Write chapters; their bookmarks."""
        return [self.chapter(document, kept) for document, kept in chapters]

    def chapter(self, document: str, kept: Kept) -> Bookmark:
        placed = _Placed.of(kept, self)
        marks = placed.all()
        return marks[0] if marks else Bookmark(document, placed.destination(0, 0, 0))

    def fill(self) -> None:
        """Leave a left-hand page blank where the next chapter would else begin on it."""
        layout = self.volume.layout
        if not layout.duplex or len(self.pages) % 2 == 0:
            return
        page, content = self.writer.reserve(), self.writer.reserve()
        drawn = self.stamps.drawing(replace(self.mark(), blank=True), layout)
        self.writer.deflated(content, b"", drawn)
        box = b"[0 0 %.3f %.3f]" % layout.points
        boxes = b"/MediaBox%b/TrimBox%b/BleedBox%b" % (box, box, box)
        said = PAGES, boxes, content, shared_forms()
        body = b"<</Type/Page/Parent %d 0 R%b/Contents %d 0 R/Resources%b>>" % said
        self.blanks.append((page, body))
        self.pages.append(page)

    def mark(self) -> Mark:
        """What the next page is stamped with, but for what its own pack knows."""
        at, front = len(self.pages), self.reach.front
        left = self.volume.layout.mirrored(at)
        if at < front:
            return Mark(at + 1, 0, left=left)
        return Mark(at + 1 - front, self.reach.total, left=left)

    def finish(self, bookmarks: list[Bookmark]) -> None:
        """Write what the whole file shares."""
        volume, writer = self.volume, self.writer
        names = self.named()
        outline = list(_outline(bookmarks, _OUTLINE, writer))
        title, author = text_string(volume.title), text_string(volume.author)
        about = About(volume.title, volume.author, volume.language)
        leaves = references(leaf for leaf, _, _ in self.parents)
        writer.objects([
            (_CATALOGUE, b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Outlines %d 0 R"
             b"/Metadata %d 0 R/Names<</Dests %d 0 R>>/Lang%b/MarkInfo<</Marked true>>"
             b"/PageMode/UseOutlines/ViewerPreferences<</DisplayDocTitle true>>%b>>"
             % (PAGES, _TREE, _OUTLINE, _METADATA, names, text_string(volume.language),
                self.labels() + self.form())),
            (PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>"
             % (len(self.pages), references(self.pages))),
            (_TREE, b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
             % (ELEMENTS, _PARENTS, 1 + max(last for _, _, last in self.parents))),
            (ELEMENTS, b"<</S/Document/P %d 0 R/K[%b]>>" % (_TREE, references(self.elements))),
            (_PARENTS, b"<</Kids[%b]>>" % leaves),
            (_INFO, b"<</Title%b/Author%b/Producer(%b)>>" % (title, author, PRODUCER.encode())),
            *outline,
            *self.blanks,
        ])  # fmt: skip
        writer.deflated(_METADATA, b"/Type/Metadata/Subtype/XML", xmp(about))
        writer.finish(b"/Root %d 0 R/Info %d 0 R" % (_CATALOGUE, _INFO))

    def labels(self) -> bytes:
        """Roman numerals for front matter, figures from the first part on."""
        front = self.reach.front
        return b"/PageLabels<</Nums[0<</S/r>>%d<</S/D>>]>>" % front if front else b""

    def form(self) -> bytes:
        """What is to be filled in."""
        return form_of(references(self.fields)) if self.fields else b""

    def named(self) -> int:
        """Write the tree of names, and return its number."""
        ordered = sorted((text_string(name), place) for name, place in self.places.items())
        root, kids = self.writer.reserve(), []
        for at in range(0, len(ordered), _LEAF):
            some = ordered[at : at + _LEAF]
            listed = b"".join(b"%b%b" % entry for entry in some)
            leaf = self.writer.reserve()
            limits = some[0][0], some[-1][0], listed
            kids.append((leaf, b"<</Limits[%b%b]/Names[%b]>>" % limits))
        tree = b"<</Kids[%b]>>" % references(leaf for leaf, _ in kids) if kids else b"<</Names[]>>"
        self.writer.objects([*kids, (root, tree)])
        return root


@dataclass(frozen=True)
class _Placed:
    """A pack that is in the file, at numbers of its own."""

    about: dict[str, Any]
    base: int
    code: float
    """The size of its code in points."""
    edition: bool
    """Whether its pages are the manual's own."""
    merger: _Merger

    @classmethod
    def of(
        cls, kept: Kept, merger: _Merger, address: str = "", *, edition: bool = False
    ) -> _Placed:
        """``address`` is that of its code, where it was set without."""
        pack = Pack.of_bytes(kept.read())
        base = place(pack, merger.writer, merger.reach.names)
        number, size = pack.about["code"]
        if address:
            code = code_of(address)
            merger.writer.stream(base + number, code.head, code.data)
            size = code.size
        placed = cls(pack.about, base, size, edition, merger)
        for name, where in pack.about["names"].items():
            merger.places[name] = placed.destination(*where)
        merger.fields += [base + number for number in pack.about["fields"]]
        merger.parents.append(tuple(base + number for number in pack.about["leaf"]))
        return placed

    def all(self) -> list[Bookmark]:
        """Let all pages follow, and a blank one where what is next would begin on its back."""
        pages = range(len(self.about["pages"]))
        self.show(pages)
        self.merger.fill()
        return self.bookmarks(pages)

    def show(self, pages: Sequence[int]) -> None:
        """Let pages follow in the volume, with their numbers."""
        merger = self.merger
        for page in pages:
            number, stamp, _, _, waiting = self.about["pages"][page]
            drawn = b""
            if merger.pages or not merger.reach.front:  # a cover has no number
                mark = replace(
                    merger.mark(), code=self.code, edition=self.edition,
                    references=self.references(waiting),
                )  # fmt: skip
                drawn = merger.stamps.drawing(mark, merger.volume.layout)
            merger.writer.deflated(self.base + stamp, b"", drawn)
            merger.pages.append(self.base + number)
        shown = set(pages)
        merger.elements += [self.base + top for page, top in self.about["tops"] if page in shown]

    def references(self, waiting: list[Any]) -> tuple[Reference, ...]:
        """What waits on a page for page numbers, as they are in this volume."""
        pages = self.merger.reach.places.pages
        return tuple(Reference(tuple(box), pages.get(address)) for address, box in waiting)

    def destination(self, page: int, x: float, y: float) -> bytes:
        """A place on a page of the pack."""
        return b"[%d 0 R/XYZ %.2f %.2f 0]" % (self.base + self.about["pages"][page][0], x, y)

    def bookmarks(self, pages: Container[int]) -> list[Bookmark]:
        """The bookmarks of some of its pages."""
        return [self.bookmark(mark) for mark in self.about["outline"] if mark[1] in pages]

    def bookmark(self, mark: list[Any]) -> Bookmark:
        title, page, x, y, below = mark
        return Bookmark(
            title, self.destination(page, x, y), [self.bookmark(each) for each in below]
        )


def place(pack: Pack, writer: Writer, names: Container[str]) -> int:
    """Write a pack's objects; where they begin. Links to other than ``names`` are left out."""
    base = writer.reserve(pack.about["count"])
    for number, head, data in pack.streams:
        writer.stream(base + number, head.placed(base), data)
    dead = [each for name, ranges in pack.links.items() if name not in names for each in ranges]
    for at, group in enumerate(pack.groups):
        content = group.placed(base)
        ranges = [each[1:] for each in dead if each[0] == at]
        numbers = [base + number for number in group.numbers]
        writer.pack(numbers, painted_over(content, ranges) if ranges else content, group.first)
    return base


def _outline(marks: list[Bookmark], parent: int, writer: Writer) -> Iterator[tuple[int, bytes]]:
    """The entries of an outline, and of what is below each; closed but for the uppermost."""
    first = writer.reserve(len(marks))
    last = first + len(marks) - 1
    if parent == _OUTLINE:
        ends = f"/First {first} 0 R/Last {last} 0 R/Count {len(marks)}" if marks else ""
        yield _OUTLINE, f"<</Type/Outlines{ends}>>".encode()
    for number, mark in enumerate(marks, first):
        around = b"/Prev %d 0 R" % (number - 1) if number > first else b""
        around += b"/Next %d 0 R" % (number + 1) if number < last else b""
        if mark.below:
            begin = writer.size
            yield from _outline(mark.below, number, writer)
            end = begin + len(mark.below) - 1
            around += b"/First %d 0 R/Last %d 0 R/Count -%d" % (begin, end, len(mark.below))
        said = text_string(mark.title), mark.place, parent, around
        yield number, b"<</Title%b/Dest%b/Parent %d 0 R%b>>" % said
