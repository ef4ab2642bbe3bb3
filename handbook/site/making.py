"""Rendering many pages at once: processes that are forked know the book without being told."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.load.parallel import each
from handbook.progress import Told, untold
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.page import Finished, Heading, SitePage, finish

_MANY = 50
"""From so many pages on it pays to start processes."""
_CHUNK = 8


@dataclass(frozen=True)
class Making:
    """Pages that are to be rendered."""

    book: Book
    addresses: Addresses
    pages: tuple[SitePage, ...]

    def finished(self, told: Told = untold) -> list[Finished]:
        """Render them, many in processes.

        The first with each template is rendered here: processes know what pages of its kind share.
        """
        first = {page.template: number for number, page in reversed([*enumerate(self.pages)])}
        made = {number: self.one(self.pages[number]) for number in first.values()}
        rest = [number for number in range(len(self.pages)) if number not in made]
        for number, (html, headings) in zip(
            rest, each(self._sent, rest, _MANY, _CHUNK, told), strict=True
        ):
            made[number] = Finished(self.pages[number], html, headings)
        return [made[number] for number in sorted(made)]

    def one(self, page: SitePage) -> Finished:
        return finish(page, self.book, self.addresses)

    def _sent(self, number: int) -> tuple[str, tuple[Heading, ...]]:
        """What a process sends back: a page's context would cost more than the page."""
        finished = self.one(self.pages[number])
        return finished.html, finished.headings
