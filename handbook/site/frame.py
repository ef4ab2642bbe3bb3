"""What the theme's frame shows around every page: names, navigation, edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from handbook.render.rendition import Rendition
from handbook.render.view import Book
from handbook.render.words import Translate
from handbook.site.address import AHEAD, Addresses
from handbook.site.assets import Assets
from handbook.site.feed import Feed, feeds
from handbook.site.forge import source_of
from handbook.site.page import SitePage
from handbook.site.sections import SECTIONS, Navigation, Section

_BY_FOLDER = {section.path.partition("/")[0]: section for section in SECTIONS}


@dataclass(frozen=True)
class Frame:
    """The frame's words and values; templates know it as ``config.extra.frame``."""

    rendition: Rendition
    assets: Assets
    preview: bool = False
    others: tuple[Rendition, ...] = ()
    """The handbook in other languages, where every page is found at the same place."""

    @property
    def book(self) -> Book:
        return self.rendition.book

    @property
    def folder(self) -> str:
        """Where this rendition lies on the site."""
        return self.rendition.folder

    @property
    def editions(self) -> list[tuple[str, str, str]]:
        """Language, name and folder of every rendition, this one first; none where it is alone."""
        every = (self.rendition, *self.others) if self.others else ()
        return [(one.book.language, one.book.t("frame.script"), one.folder) for one in every]

    @property
    def address(self) -> str:
        """The address of this rendition; empty where the site has none."""
        return self.book.settings.site or ""

    @property
    def policy(self) -> str:
        """What a page may load and run: its own site's, and nothing that stands in the page."""
        # The server of a preview puts a script of its own into each page, to reload it.
        inline = " 'unsafe-inline'" if self.preview else ""
        return (
            f"default-src 'self'; script-src 'self'{inline}; style-src 'self';"
            " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
        )

    @property
    def t(self) -> Translate:
        return self.book.t

    @property
    def language(self) -> str:
        return self.book.language

    @property
    def navigation(self) -> Navigation:
        return self.assets.navigation

    @property
    def name(self) -> str:
        return self.book.settings.name

    @property
    def organisation(self) -> str:
        return self.book.settings.organisation

    @cached_property
    def edition(self) -> str:
        return self.book.edition.name

    @property
    def date(self) -> str:
        return self.book.today.isoformat()

    @property
    def print_note(self) -> str:
        return self.book.settings.print_note or self.t("print.uncontrolled")

    @cached_property
    def _feeds(self) -> dict[str, list[Feed]]:
        """The feeds under the pages that they are of."""
        placed: dict[str, list[Feed]] = {}
        for feed in feeds(self.book, Addresses.of(self.book)):
            for path in (feed.page,) if feed.role else ("", feed.page):
                placed.setdefault(path, []).append(feed)
        return placed

    def feeds(self, path: str) -> list[Feed]:
        """The feeds a page leads to: the whole from home and changes, a role's from its page."""
        return self._feeds.get(path, [])

    def copy(self, page: SitePage | None) -> dict[str, str]:
        """What a page says of itself to its script, which asks whether it still holds.

        A page of one document names it; one that gathers from many has the edition alone.
        """
        told = {"edition": self.edition}
        if page and page.document and not page.template.startswith(("gathered/", "retired")):
            proof = page.proof or self.book.proofs[page.document]
            told["doc"] = f"{proof.id} {proof.version} {proof.digest}"
        if page and self.assets.forge and (source := source_of(page, self.book.library)):
            told["src"] = source
        return told

    def section(self, path: str) -> Section | None:
        """The section that a page, today's or a later day's, belongs to by its first folder."""
        folders = path.split("/")
        return _BY_FOLDER.get(folders[2] if folders[0] == AHEAD else folders[0])


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a site's renditions, the one at its root first."""

    every: tuple[Frame, ...]

    def of(self, url: str) -> Frame:
        """The frame of the page at an address from the site's root."""
        first, *others = self.every
        return next((frame for frame in others if url.startswith(frame.folder)), first)
