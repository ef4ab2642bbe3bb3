"""Bound PDFs: front and back matter are set, and merged with chapters that are set already.

What was bound is kept under a digest of all that it is made of.
"""

from __future__ import annotations

import gc
import json
import shutil
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

import pikepdf

from handbook.load.cache import KeptFile, read_store, whole, write_store
from handbook.load.collector import collector_paused
from handbook.load.keys import joined
from handbook.press.faces import Faces
from handbook.press.feed import Sheet, set_sheet
from handbook.press.finish import finished
from handbook.press.installed import setting_key
from handbook.press.kept import Keep, Kept
from handbook.press.layout import MM, Finish, Layout
from handbook.press.manual import with_pages
from handbook.press.merge import Reach, Volume, merge
from handbook.press.pack import Pack
from handbook.press.places import Places, taken
from handbook.press.stamps import Stamps
from handbook.press.writer import Deflate


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


@collector_paused()
def bind(binding: Binding, bench: Bench, target: Path) -> Extent:
    """Set a manual's front and back matter, merge them with its chapters, and write the PDF.

    What was bound before is taken from where it is kept.
    """
    kept = KeptFile(bench.cache / "bound" / f"{_bound_key(binding, bench)}.pdf")
    told = kept.told()  # to open one of thousands of pages takes seconds
    if told is None:
        try:
            with whole(kept.path) as part:
                part.touch()
                extent = _written(binding, bench, part)
        except OSError:  # a cache that cannot be written only costs time
            return _written(binding, bench, target)
        told = extent._asdict()
        kept.tell(**told)
    shutil.copyfile(kept.path, target)  # a link would hand out what is kept to be written to
    return Extent(**told)


def _written(binding: Binding, bench: Bench, path: Path) -> Extent:
    volume = _whole(binding, bench)
    stamps = _stamps(binding.pieces)
    reach = Reach.of(volume, stamps)
    embedded = Pack.of_bytes(_embedded(reach.faces, bench))
    store = bench.cache / "deflated" / f"{_name(volume)}.bin"
    deflate = Deflate(read_store(store) if volume.front else {})
    with path.open("wb") as out:
        pages = merge(volume, reach, stamps, embedded, out, deflate)
    if volume.front:  # a document by itself is small
        write_store(store, deflate.made)
    if binding.finish == Finish():
        return Extent(pages, *(round(length / MM) for length in volume.layout.points))
    path.write_bytes(finished(path.read_bytes(), binding.finish, volume.layout))
    return Extent.of(path)


def _name(volume: Volume) -> str:
    """The same for every edition of a manual that is printed in one way."""
    said = volume.language, volume.title, volume.layout
    return joined(repr(said)).hex()


@lru_cache(maxsize=2)
def _stamps(pieces: str) -> Stamps:
    """What is stamped: on documents by themselves, one after the other, it is the same."""
    from handbook.press import engine  # noqa: PLC0415 - it imports WeasyPrint

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
    from handbook.press import engine  # noqa: PLC0415

    key = joined(setting_key(), bench.specimen, *starmap(joined, faces.packed())).hex()
    keep = Keep(bench.cache / "fonts")
    kept = keep.find(key)
    if kept is None:
        made = engine.embedded(bench.specimen, faces)
        kept = keep.put(key, made)
    return kept.read()


def _bound_key(binding: Binding, bench: Bench) -> str:
    """A digest of all that a bound PDF depends on: packs are named by theirs."""
    volume = binding.volume
    packs = [
        kept.where.name if isinstance(kept.where, Path) else joined(kept.where).hex()
        for kept in volume.packs()
    ]
    said = [
        volume.title, volume.author, volume.language, volume.code, packs,
        [(title, [name for name, _ in chapters]) for title, chapters in volume.parts],
        binding.front, binding.back, binding.pieces, repr(volume.layout), repr(binding.finish),
        bench.specimen,
    ]  # fmt: skip
    return joined(setting_key(), json.dumps(said)).hex()
