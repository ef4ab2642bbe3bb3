"""Pages as they will be on a later day, for the browser to turn to when the day has come.

Only pages that will read differently are made. They lie under ``next/<day>/``; what has no page yet
lies where it will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handbook.render.differences import Teller, Told
from handbook.render.view import Book
from handbook.site.address import Addresses, ahead
from handbook.site.making import Making
from handbook.site.page import Finished, SitePage, Turn
from handbook.stamp.changes import differences
from handbook.stamp.digest import content_of
from handbook.stamp.release import names_of


@dataclass(frozen=True, slots=True)
class Ahead:
    """The pages of later days, and which page of today's leads to which of them."""

    finished: tuple[Finished, ...]
    turns: dict[str, tuple[Turn, ...]]


def ahead_pages(
    book: Book, today: Sequence[Finished], later: Iterable[tuple[Book, Iterable[SitePage]]]
) -> Ahead:
    """What will read differently; ``later`` holds a book a day with its pages."""
    now = {one.page.path: one for one in today}
    turned: dict[str, tuple[Turn, ...]] = {}
    made: dict[str, Finished] = {}
    for then, pages in later:
        concerned = _concerned(book, then)
        making = Making(then, Addresses.of(then), ())
        for page in pages:
            before = turned.get(page.path, ())
            if page.document and page.document not in concerned and not before:
                continue
            known = now.get(page.path)
            if known and not before and not _differs(making.one(page), then, known, book):
                continue
            place = ahead(page.path, then.today) if known or before else page.path
            made[place] = making.one(_placed(page, place, book, then))
            turned[page.path] = (*before, Turn(then.today, place))
    return Ahead(tuple(made.values()), turned)


def _concerned(book: Book, then: Book) -> set[str]:
    """The documents that will read differently, and those that speak of them or are told of."""
    changed = {
        id_
        for id_, proof in then.proofs.items()
        if proof != book.proofs.get(id_) or then.stamps[id_].standing != book.stamps[id_].standing
    }
    concerned = set(changed)
    for library in (book.library, then.library):
        for use in library.uses:
            target = library.entries.get(use.target)
            if target is None:
                continue
            if target.document in changed:
                concerned.add(use.document)
            if use.document in changed:
                concerned.add(target.document)
    return concerned


def _differs(one: Finished, then: Book, other: Finished, book: Book) -> bool:
    return _undated(one, then) != _undated(other, book)


def _undated(one: Finished, book: Book) -> str:
    """A page without the day and edition that every page names."""
    return one.html.replace(book.edition.name, "").replace(book.today.isoformat(), "")


def _placed(page: SitePage, place: str, book: Book, then: Book) -> SitePage:
    """A page at another place, with a notice of the day and, of a document, of what changes.

    The home page is called by the day: the handbook's name stands in every page's title.
    """
    title = page.title if page.path else then.today.isoformat()
    context = {**page.context, "notice": _notice(page, book, then)}
    proof = then.proofs.get(page.document)
    return replace(page, title=title, path=place, context=context, notice="coming", proof=proof)


def _notice(page: SitePage, book: Book, then: Book) -> dict[str, Any]:
    old, new = (each.library.documents.get(page.document) for each in (book, then))
    told: list[Told] = []
    if page.shows_document and old and new:
        found = differences(new.KIND, content_of(old), content_of(new), names_of(then.library))
        told = Teller(then.library, then.language, book.library).tell(new, found)
    return {"day": then.today, "path": page.path, "found": told}
