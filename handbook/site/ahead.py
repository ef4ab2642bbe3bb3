"""Pages as they will be on a later day, for the browser to turn to when the day has come.

Only pages that will read differently from the day before are made. They lie under ``next/<day>/``;
what has no page yet lies where it will be. What they name they lead to as it will be, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from handbook.render.differences import Teller, Told
from handbook.render.view import Book
from handbook.site.address import Addresses, ahead
from handbook.site.making import Making
from handbook.site.page import Finished, SitePage, Turn
from handbook.stamp.changes import differences
from handbook.stamp.digest import content_of
from handbook.stamp.release import names_of

_CODE = re.compile(r' data-hb-code="[^"]*"')


@dataclass(frozen=True, slots=True)
class Ahead:
    """The pages of later days, and which page of today's leads to which of them."""

    finished: tuple[Finished, ...]
    turns: dict[str, tuple[Turn, ...]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A site's pages of later days, made in turns: what is made later leads to what was earlier."""

    book: Book
    places: dict[date, dict[str, str]] = field(default_factory=dict, init=False)
    """By day: pages of today by their paths, and where they can be read as they will be then."""

    def pages(
        self, today: Sequence[Finished], later: Iterable[tuple[Book, Iterable[SitePage]]]
    ) -> Ahead:
        """What will read differently; ``later`` holds a book a day with its pages."""
        book = self.book
        now = {one.page.path for one in today}
        last = {one.page.path: (one, book) for one in today}
        concerned: set[str] = set()
        turned: dict[str, tuple[Turn, ...]] = {}
        made: list[Finished] = []
        places: dict[str, str] = {}
        for then, pages in later:
            concerned |= _concerned(book, then)
            addresses = Addresses.of(then)
            plain = Making(then, addresses, ())
            found: list[tuple[SitePage, str]] = []
            for page in pages:
                if page.document and page.document not in concerned:
                    continue
                one, before = plain.one(page), last.get(page.path)
                if before and not _differs(one, then, *before):
                    continue
                last[page.path] = one, then
                found.append((page, ahead(page.path, then.today) if before else page.path))
            moved = {page.path: place for page, place in found if place != page.path}
            places |= moved
            known = self.places.setdefault(then.today, _documents(book, then))
            known |= places
            making = replace(plain, addresses=replace(addresses, places=known))
            for page, place in found:
                made.append(making.one(_placed(page, place, book, then, new=page.path not in now)))
            for path, place in moved.items():
                turned[path] = (*turned.get(path, ()), Turn(then.today, place))
        return Ahead(tuple(made), turned)


def _documents(book: Book, then: Book) -> dict[str, str]:
    """Where the documents lie of which another version is in force on a later day."""
    addresses = Addresses.of(book)
    return {
        addresses.home(one.document): addresses.coming(one.document, one.effective)
        for one in book.coming
        if one.effective <= then.today and not one.ends
    }


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


def _differs(one: Finished, book: Book, other: Finished, before: Book) -> bool:
    return _undated(one, book, before) != _undated(other, book, before)


def _undated(one: Finished, *books: Book) -> str:
    """A page without the days and editions that every page names, those in its code included."""
    html = _CODE.sub("", one.html)
    for book in books:
        html = html.replace(book.edition.name, "").replace(book.today.isoformat(), "")
    return html


def _placed(page: SitePage, place: str, book: Book, then: Book, *, new: bool) -> SitePage:
    """A page at another place, with a notice of the day and, of a document, of what changes.

    The home page is called by the day: the handbook's name stands in every page's title.
    """
    title = page.title if page.path else then.today.isoformat()
    context = {**page.context, "notice": _notice(page, book, then, new=new)}
    proof, today = (each.proofs.get(page.document) for each in (then, book))
    starts = then.today if proof and (not today or proof.digest != today.digest) else None
    return replace(
        page, title=title, path=place, context=context, notice="coming", proof=proof, starts=starts
    )


def _notice(page: SitePage, book: Book, then: Book, *, new: bool) -> dict[str, Any]:
    old, later = (each.library.documents.get(page.document) for each in (book, then))
    told: list[Told] = []
    if page.shows_document and old and later:
        found = differences(later.KIND, content_of(old), content_of(later), names_of(then.library))
        told = Teller(then.library, then.language, book.library).tell(later, found)
    still = (page.shows_document or page.shows_item) and _stays(page.document, book, then)
    path = None if new else page.path
    return {"day": then.today, "path": path, "found": told, "still": still}


def _stays(document: str, book: Book, then: Book) -> bool:
    """Whether the version of a document that is in force then is so already."""
    one, other = (each.stamps.get(document) for each in (book, then))
    if one is None or other is None:
        return False
    return (one.version, one.standing) == (other.version, other.standing)
