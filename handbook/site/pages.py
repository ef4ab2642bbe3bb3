"""The list of pages: home, overviews, documents, and items that deserve a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from handbook.progress import BODIES, Progress, silent
from handbook.render.prints import Print
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.ahead import ahead_pages
from handbook.site.feed import feeds
from handbook.site.gather import gathered_pages
from handbook.site.in_force import MOST_CHANGES, InForce
from handbook.site.items import document_pages, item_pages, script_shelf
from handbook.site.making import MANY, Making, may_fork
from handbook.site.page import Finished, SitePage
from handbook.site.reply import rules_path
from handbook.site.reviews import calendar_owners, calendar_path
from handbook.site.sections import SECTIONS, Section
from handbook.site.versions import version_pages

Prints = Mapping[str, tuple[Print, ...]]
_NONE: Prints = {}
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
    workers: int = 2,
    progress: Progress = silent,
    prints: Prints = _NONE,
) -> list[Finished]:
    """Every page of the site, rendered; many pages in processes beside this one.

    ``later`` holds a book for each day on which something changes: what will read differently then
    is rendered too, and today's pages lead to it. ``prints`` are the files to be printed, by
    document.
    """
    addresses = Addresses.of(book)
    offered = _offering(pages(book, addresses), prints)
    made = Making(book, addresses, (*offered, *version_pages(book, addresses)))
    told = partial(progress, BODIES)
    many = len(made.pages) > MANY and may_fork()
    today = made.beside(workers, told) if many else made.here(told)
    ahead = ahead_pages(
        book, today, ((then, _offering(_pages(then), _still(prints, book, then))) for then in later)
    )
    return [
        replace(one, page=replace(one.page, turns=ahead.turns.get(one.page.path, ())))
        for one in (*today, *ahead.finished)
    ]


def _offering(found: Iterable[SitePage], prints: Prints) -> list[SitePage]:
    """Pages with the files to be printed of their documents; the print room with all."""
    every = tuple(dict.fromkeys(one for some in prints.values() for one in some))

    def of(page: SitePage) -> tuple[Print, ...]:
        if page.path == PRINT_ROOM:
            return every
        return prints.get(page.document, ()) if page.document else ()

    return [replace(page, prints=some) if (some := of(page)) else page for page in found]


def _still(prints: Prints, book: Book, then: Book) -> Prints:
    """The files that will be the same on a later day."""

    def same(one: Print) -> bool:
        return all(then.proofs.get(id_) == book.proofs[id_] for id_ in one.documents)

    return {name: tuple(filter(same, some)) for name, some in prints.items()}


def _pages(book: Book) -> list[SitePage]:
    return list(pages(book, Addresses.of(book)))


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
