"""The list of pages: home, overviews, documents, and items that deserve a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.gather import gathered_pages
from handbook.site.in_force import InForce
from handbook.site.items import document_pages, item_pages, script_shelf
from handbook.site.making import MANY, Making, may_fork
from handbook.site.page import Finished, SitePage
from handbook.site.sections import SECTIONS, Section


def finished_pages(book: Book, workers: int = 2) -> list[Finished]:
    """Every page of the site, rendered; many pages in processes beside this one."""
    addresses = Addresses.of(book)
    made = Making(book, addresses, tuple(pages(book, addresses)))
    return made.beside(workers) if len(made.pages) > MANY and may_fork() else made.here()


def pages(book: Book, addresses: Addresses) -> Iterator[SitePage]:
    """Every page of the site, in the order of the navigation."""
    now = InForce(book)
    yield SitePage("", "home.html", book.settings.name, {"now": now})
    yield SitePage("search/", "search.html", book.t("search.title"))
    for section in SECTIONS:
        yield _overview(section, now)
    yield from gathered_pages(now, addresses)
    yield from document_pages(book, addresses)
    yield from item_pages(book, addresses)


def _overview(section: Section, now: InForce) -> SitePage:
    context: dict[str, Any] = {"now": now}
    if section.name == "scripts":
        context["shelf"] = script_shelf(now.book)
    t = now.book.t
    return SitePage(
        section.path, f"sections/{section.name}.html", t(f"section.{section.name}"), context,
        description=t(f"lede.{section.name}"),
    )  # fmt: skip
