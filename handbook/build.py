"""The composition: load, model, stamp, check, render, then site, press and search.

``handbook build``, ``mkdocs build`` and ``mkdocs serve`` all come through :class:`Build`.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

from handbook.api.files import Site, api_files
from handbook.check.engine import check
from handbook.check.run import day_in
from handbook.config import SOURCES, Project
from handbook.diagnostics import Diagnostic, Severity
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.press.run import Press
from handbook.progress import Progress, silent
from handbook.render.environment import environment
from handbook.render.rendition import Rendition, traditional
from handbook.render.view import Book
from handbook.report import FORMATS, Look
from handbook.search.index import Index, index_of
from handbook.site.address import Addresses
from handbook.site.page import Finished
from handbook.site.pages import finished_pages
from handbook.site.published import published_files
from handbook.site.translated import translated
from handbook.stamp.history import History, histories
from handbook.stamp.in_force import Selection, select
from handbook.stamp.suspect import suspects

PRINT = "print"
"""The site's folder of manuals."""


@dataclass
class Build:
    """One build of a project at a moment; every stage is computed once, when it is asked for."""

    project: Project
    now: datetime
    """Aware; the day is that of the handbook's time zone."""
    workers: int = 2
    progress: Progress = silent
    _presses: list[tuple[str, Press]] = field(default_factory=list, init=False, repr=False)
    """What is being printed, with the folder of the site that it is for."""

    @cached_property
    def library(self) -> Library:
        tree = load_tree(self.project.root, SOURCES, self.project.cache, self.progress)
        return build_library(tree, self.project.cache)

    @cached_property
    def today(self) -> date:
        settings = self.library.settings
        return day_in(self.now, settings.time_zone if settings else "UTC")

    @property
    def language(self) -> str:
        """The language in which findings are told: that of the sources."""
        return self.library.settings.language if self.library.settings else "zh-Hans"

    @cached_property
    def findings(self) -> list[Diagnostic]:
        return check(self.library, self.today, self.language, progress=self.progress)

    @property
    def failed(self) -> bool:
        """Whether the handbook must not be published."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @cached_property
    def histories(self) -> dict[str, History]:
        """The releases of every document."""
        return histories(self.library.history)

    @cached_property
    def suspects(self) -> dict[str, tuple[str, ...]]:
        """What has changed in meaning under documents since they were last read."""
        return {one.document: one.items for one in suspects(self.library, self.histories)}

    @cached_property
    def selection(self) -> Selection:
        """What is in force, and what is coming."""
        return select(self.library, self.histories, self.today)

    @cached_property
    def book(self) -> Book:
        """What is in force on the day, in the language of its sources."""
        return self._book(self.today)

    @cached_property
    def ahead(self) -> tuple[Book, ...]:
        """What will be in force on each later day on which that changes, the soonest first."""
        return tuple(map(self._book, self.selection.turns))

    def _book(self, day: date) -> Book:
        chosen = select(self.library, self.histories, day)
        templates = environment(self.project.templates)
        return Book(
            chosen.library, day, self.language, templates, chosen.coming, self.histories,
            self.suspects,
        )  # fmt: skip

    @cached_property
    def rendition(self) -> Rendition:
        """The handbook in the language of its sources."""
        return Rendition(self.book, self.ahead)

    @cached_property
    def renditions(self) -> tuple[Rendition, ...]:
        """That, and the handbook in the languages made of it."""
        made = self.book.settings.translations
        return (self.rendition, *(traditional(self.rendition) for _ in made))

    @cached_property
    def _pages(self) -> list[Finished]:
        return finished_pages(self.book, self.ahead, self.workers, self.progress)

    def pages(self, rendition: Rendition | None = None) -> list[Finished]:
        """The bodies of all pages of a rendition, by default of the first."""
        if rendition is None or rendition.conversion is None:
            return self._pages
        return list(translated(self._pages, rendition))

    def files(self, rendition: Rendition | None = None) -> dict[str, bytes]:
        """What it publishes besides its pages, by path: the manifest, feeds, calendars."""
        one = rendition or self.rendition
        return published_files(one.book, one.later, self.now)

    def api(self, rendition: Rendition, index: Index) -> dict[str, bytes]:
        """Its interface for other systems by path, where the handbook is to have one."""
        book = rendition.book
        if not book.settings.api:
            return {}
        parts = tuple(sorted(path for path in index.files if path != index.sounds))
        return api_files(book, Addresses.of(book), Site(index.folder, index.sounds, parts))

    def index(
        self, guides: Iterable[tuple[str, str]] = (), rendition: Rendition | None = None
    ) -> Index:
        """Its search index; ``guides`` are the hand-written pages, by path and title."""
        book = (rendition or self.rendition).book
        return index_of(book, Addresses.of(book).path, guides)

    def start_press(self) -> None:
        """Start setting the manuals in processes of their own."""
        # Forking is not safe once threads run (MkDocs' server has some), so workers start afresh.
        pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))
        sources = self.project.root / SOURCES
        self._presses = [
            (one.folder, Press.start(one.book, pool, sources, self.project.cache))
            for one in self.renditions
            if one.prints
        ]

    def finish_press(self, site: Path) -> None:
        """Wait for the manuals, if they were started, and put them below the site.

        Raises PressError.
        """
        if not self._presses:
            return
        with self._presses[0][1].pool:
            for place, press in self._presses:
                folder = site / place / PRINT
                folder.mkdir(parents=True, exist_ok=True)
                for name, data in press.finished(self.progress):
                    (folder / name).write_bytes(data)


def report(build: Build) -> str:
    """The findings of a build as text."""
    return FORMATS["text"](build.findings, build.project.root, Look(build.language))
