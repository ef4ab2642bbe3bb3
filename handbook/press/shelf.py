"""Everything that was printed of a book, in one folder, and what is told of it."""

from __future__ import annotations

import fnmatch
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from handbook.model.base import Document
from handbook.model.card import Card
from handbook.model.manual import Manual
from handbook.press.bind import Extent
from handbook.press.cards.faces import CardView
from handbook.press.cards.run import Cards
from handbook.render.prints import Print
from handbook.render.proof import held_by
from handbook.render.view import Book

PRINTS = "prints.json"
"""In the folder: what there is to print, for those who distribute it and call it in again."""
SCHEME = 1
_PAPERS = {
    (210, 297): "A4", (148, 210): "A5", (297, 420): "A3", (420, 297): "A3", (216, 279): "Letter",
}  # fmt: skip


def put_cards(folder: Path, cards: Cards) -> None:
    """Put cards, their sheets and pictures in a folder of the site."""
    for path, data in cards.files.items():
        (folder.parent / path).write_bytes(data)


def shelved(
    folder: Path, extents: Mapping[str, Extent], cards: Cards
) -> dict[str, tuple[Print, ...]]:
    """Put a list of all that there is in a folder of the site beside what is bound there.

    ``extents`` are of that, by file name. Gives the prints of each document, and those of the
    manuals that hold it; sheets of several cards under :data:`handbook.render.prints.SEVERAL`.
    """
    bound = _bound(folder, extents, cards.book)
    every = dict.fromkeys(one for some in bound.values() for one in some)
    listed = _listed(cards.book, [*every, *cards.prints])
    (folder / PRINTS).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return {**bound, **cards.of()}


def _listed(book: Book, prints: Iterable[Print]) -> Mapping[str, Any]:
    told = [asdict(one) for one in prints]
    names = {id_ for one in told for id_ in one["documents"]}
    return {
        "scheme": SCHEME,
        "edition": book.edition.name,
        "date": book.today.isoformat(),
        "documents": [_told(one, book) for one in book.in_force() if one.id in names],
        "prints": told,
    }


def _told(document: Document, book: Book) -> Mapping[str, Any]:
    """What a copy of a document is known by; its digest changes with whatever it shows."""
    proof = book.proofs[document.id]
    told = {
        "id": document.id,
        "kind": document.KIND,
        "title": document.title,
        "version": proof.version,
        "digest": proof.digest,
        "effective": str(document.effective or ""),
        "audience": list(document.audience),
    }
    if isinstance(document, Card):
        view = CardView(document, book)
        told["valid_until"] = str(view.until or "")
        told["replaces"] = " ".join(view.replaces or ())
    return told


def _bound(folder: Path, extents: Mapping[str, Extent], book: Book) -> dict[str, tuple[Print, ...]]:
    """The prints of manuals and documents: a file is named by its document, and by a variant."""
    in_force = book.in_force()
    found = {one.id: tuple(_prints(folder, extents, one.id)) for one in in_force}
    offered: dict[str, list[Print]] = defaultdict(list)
    for document in in_force:
        offered[document.id] += found[document.id]
        if isinstance(document, Manual):
            for held in held_by(document, in_force):
                offered[held.id] += found[document.id][:1]
    return {id_: tuple(prints) for id_, prints in offered.items() if prints}


def _prints(folder: Path, extents: Mapping[str, Extent], id_: str) -> Iterator[Print]:
    variants = fnmatch.filter(sorted(extents), f"{id_}-[a-z]*.pdf")
    for name in (f"{id_}.pdf", *variants):
        if name in extents:
            pages, width, height = extents[name]
            size = _PAPERS.get((width, height), f"{width}x{height}mm")
            path = folder / name
            yield Print(
                f"{folder.name}/{name}", (id_,), size, width, height, pages, path.stat().st_size,
                variant=path.stem[len(id_) + 1 :],
            )  # fmt: skip
