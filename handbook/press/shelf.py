"""What was printed of manuals and documents: read off the finished files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from handbook.model.manual import Manual
from handbook.press.layout import MM
from handbook.render.prints import Print
from handbook.render.proof import held_by
from handbook.render.view import Book

_PAPERS = {(210, 297): "A4", (148, 210): "A5", (297, 420): "A3", (420, 297): "A3"}


def shelved(folder: Path, book: Book) -> dict[str, tuple[Print, ...]]:
    """The prints of each document in a folder, and those of the manuals that hold it.

    A file is named by its document, and by a variant after that.
    """
    in_force = book.in_force()
    found = {one.id: tuple(_prints(folder, one.id)) for one in in_force}
    offered: dict[str, list[Print]] = defaultdict(list)
    for document in in_force:
        offered[document.id] += found[document.id]
        if isinstance(document, Manual):
            for held in held_by(document, in_force):
                offered[held.id] += found[document.id][:1]
    return {id_: tuple(prints) for id_, prints in offered.items() if prints}


def _prints(folder: Path, id_: str) -> Iterator[Print]:
    plain = folder / f"{id_}.pdf"
    if not plain.is_file():
        return
    for path in (plain, *sorted(folder.glob(f"{id_}-[a-z]*.pdf"))):
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
            left, low, right, high = (float(edge) / MM for edge in pdf.pages[0].trimbox)
        width, height = round(right - left), round(high - low)
        size = _PAPERS.get((width, height), f"{width}x{height}mm")
        yield Print(
            f"{folder.name}/{path.name}", (id_,), size, width, height, pages, path.stat().st_size,
            variant=path.stem[len(id_) + 1 :],
        )  # fmt: skip
