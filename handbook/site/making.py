"""Rendering many pages at once: processes that are forked know the book without being told."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from multiprocessing import get_context

from handbook.load.parallel import follow_parent
from handbook.progress import Told, counted, untold
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.page import Finished, Heading, SitePage, finish

MANY = 50
"""From so many pages on it pays to start processes."""
_CHUNK = 8
_shared: list[Making] = []


@dataclass(frozen=True)
class Making:
    """Pages that are to be rendered."""

    book: Book
    addresses: Addresses
    pages: tuple[SitePage, ...]

    def here(self, told: Told = untold) -> list[Finished]:
        """Render them one after the other."""
        return [self.one(page) for page in counted(self.pages, len(self.pages), told)]

    def beside(self, workers: int, told: Told = untold) -> list[Finished]:
        """Render them in processes, with the same outcome.

        The first with each template is rendered here: processes know what pages of its kind share.
        """
        first = {page.template: number for number, page in reversed([*enumerate(self.pages)])}
        made = {number: self.one(self.pages[number]) for number in first.values()}
        rest = [number for number in range(len(self.pages)) if number not in made]
        _shared.append(self)
        try:
            with get_context("fork").Pool(workers, follow_parent) as pool:
                found = counted(pool.imap(_make, rest, _CHUNK), len(rest), told)
                for number, (html, headings) in zip(rest, found, strict=True):
                    made[number] = Finished(self.pages[number], html, headings)
        finally:
            _shared.pop()
        return [made[number] for number in sorted(made)]

    def one(self, page: SitePage) -> Finished:
        return finish(page, self.book, self.addresses)


def may_fork() -> bool:
    """Forking is cheap on Linux, and safe while no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def _make(number: int) -> tuple[str, tuple[Heading, ...]]:
    """What a process sends back: a page's context would cost more than the page."""
    making = _shared[-1]
    finished = making.one(making.pages[number])
    return finished.html, finished.headings
