"""The list of pages: home, overviews, documents, and items that deserve a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from handbook.progress import BODIES, Progress, silent
from handbook.render.prints import Print, Prints
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.ahead import Outlook
from handbook.site.feed import feeds
from handbook.site.gather import gathered_pages
from handbook.site.in_force import MOST_CHANGES, InForce
from handbook.site.items import document_pages, item_pages, script_shelf
from handbook.site.making import Making
from handbook.site.page import Finished, SitePage
from handbook.site.reply import rules_path
from handbook.site.reviews import calendar_owners, calendar_path
from handbook.site.sections import SECTIONS, Section
from handbook.site.versions import version_pages

PRINT_ROOM = "print/"
_SOMEWHERE = "https://handbook.example.com/"
"""Until a browser says where the page is."""
_TAG = '<script src="{site}assets/js/panel.js" data-handbook async></script>'
_FRAME = (
    '<iframe src="{site}panel/" title="{title}" width="380" height="640"'
    ' allow="clipboard-write"></iframe>'
)


def finished_pages(
    book: Book,
    later: Sequence[Book] = (),
    progress: Progress = silent,
    prints: Callable[[], Prints] = dict,
) -> list[Finished]:
    """Every page of the site, rendered; many pages in processes beside this one.

    ``later`` holds a book for each day on which something changes: what will read differently then
    is rendered too, and today's pages lead to it. ``prints`` gives the files to be printed, by
    document. It may wait for them to be made, so it is asked when all other pages are rendered.
    """
    addresses = Addresses.of(book)
    found = [*pages(book, addresses), *version_pages(book, later, addresses)]
    coming = [(then, list(pages(then, Addresses.of(then)))) for then in later]
    outlook = Outlook(book)
    made: list[Finished] = []
    for offers in (False, True):
        known = prints() if offers else {}
        making = Making(book, addresses, tuple(_offering(found, offers, known, book)))
        told = partial(_told, progress, len(found) - len(making.pages) if offers else 0, len(found))
        today = making.finished(told)
        ahead = outlook.pages(today, (
            (then, _offering(some, offers, _still(known, book, then), then))
            for then, some in coming
        ))  # fmt: skip
        made += (
            replace(one, page=replace(one.page, turns=ahead.turns.get(one.page.path, ())))
            for one in (*today, *ahead.finished)
        )
    order = {page.path: number for number, page in enumerate(found)}
    return sorted(made, key=lambda one: order.get(one.page.path, len(order)))


def _told(progress: Progress, before: int, total: int, done: int, _: int) -> None:
    progress(BODIES, before + done, total)


def _offering(
    found: Iterable[SitePage], offers: bool, prints: Prints, book: Book
) -> Iterator[SitePage]:
    """Those of some pages that offer files to be printed, with these; or else the others.

    A document's page offers its own, the print room all.
    """

    def place(one: Print) -> tuple[bool, tuple[int, str]]:
        return len(one.documents) > 1, book.place(one.documents[0])

    offered = dict.fromkeys(one for some in prints.values() for one in some)
    every = tuple(sorted(offered, key=place))
    for page in found:
        room = page.path == PRINT_ROOM
        if (room or page.shows_document) is offers:
            of = every if room else prints.get(page.document, ())
            yield replace(page, prints=of) if of else page


def _still(prints: Prints, book: Book, then: Book) -> Prints:
    """The files that will be the same on a later day."""

    def same(one: Print) -> bool:
        return all(then.proofs.get(id_) == book.proofs[id_] for id_ in one.documents)

    return {name: tuple(filter(same, some)) for name, some in prints.items()}


def pages(book: Book, addresses: Addresses) -> Iterator[SitePage]:
    """Every page of what is in force, in the order of the navigation."""
    now = InForce(book)
    yield SitePage("", "home.html", book.settings.name, {"now": now})
    yield SitePage("search/", "search.html", book.t("search.title"))
    t = book.t
    yield SitePage("offline/", "offline.html", t("offline.title"), description=t("offline.lede"))
    yield SitePage("panel/", "panel.html", t("script.panel_title"))
    yield _panel_example(book)
    for section in SECTIONS:
        yield _overview(section, now, addresses)
    yield from gathered_pages(now, addresses)
    yield from document_pages(book, addresses)
    yield from item_pages(book, addresses)


def _panel_example(book: Book) -> SitePage:
    """The page that shows the panel at work, and what brings it into other systems."""
    t, site = book.t, book.settings.site or _SOMEWHERE
    told = {
        "site": site,
        "tag": _TAG.format(site=site),
        "frame": _FRAME.format(site=site, title=t("script.panel_title")),
    }
    return SitePage(
        "panel/example/", "panel-example.html", t("panel.title"), told,
        description=t("panel.lede"),
    )  # fmt: skip


def _overview(section: Section, now: InForce, addresses: Addresses) -> SitePage:
    context: dict[str, Any] = {"now": now}
    if more := _SECTIONS.get(section.name):
        context |= more(now.book, addresses)
    t = now.book.t
    return SitePage(
        section.path, f"sections/{section.name}.html", t(f"section.{section.name}"), context,
        description=t(f"lede.{section.name}"),
    )  # fmt: skip


def _register(book: Book, _addresses: Addresses) -> dict[str, Any]:
    whole = {calendar_path(): book.t("review.all")}
    owned = {calendar_path(owner): name for owner, name in calendar_owners(book).items()}
    return {"calendars": whole | owned}


_SECTIONS: dict[str, Callable[[Book, Addresses], dict[str, Any]]] = {
    "scripts": lambda book, _: {"shelf": script_shelf(book)},
    "changes": lambda book, addresses: {"feeds": feeds(book, addresses), "most": MOST_CHANGES},
    "register": _register,
    "check": lambda book, _: {"rules": rules_path(book)},
}
