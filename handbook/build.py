"""The composition: load, model, stamp, check, render, then site, press and search.

``handbook build``, ``mkdocs build`` and ``mkdocs serve`` all come through :class:`Build`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from multiprocessing import active_children, get_context
from pathlib import Path

from handbook.check.engine import check
from handbook.check.run import day_in
from handbook.config import SOURCES, Project
from handbook.diagnostics import Diagnostic, Severity
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.press.bounds import prepare_worker
from handbook.press.run import Press, Progress
from handbook.render.environment import environment
from handbook.render.view import Book
from handbook.report import FORMATS, Look
from handbook.search.index import Index, index_of
from handbook.site.address import Addresses
from handbook.site.page import Finished
from handbook.site.pages import finished_pages
from handbook.site.published import published_files
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
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    """Processes that set manuals, or so many jobs at once of ``pool``."""
    pool: Executor | None = None
    """Where chapters are set, if not in processes of our own."""
    progress: Progress = lambda _done, _total: None
    """Is told how many chapters are set, and of how many."""
    _press: Press | None = field(default=None, init=False, repr=False)

    @cached_property
    def library(self) -> Library:
        return build_library(load_tree(self.project.root, SOURCES, self.project.cache))

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
        return check(self.library, self.today, self.language)

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

    def pages(self) -> list[Finished]:
        """The bodies of all pages of the site."""
        return finished_pages(self.book, self.ahead)

    def files(self) -> dict[str, bytes]:
        """What the site publishes besides its pages, by path: the manifest, feeds, calendars."""
        return published_files(self.book, self.ahead, self.now)

    def index(self, guides: Iterable[tuple[str, str]] = ()) -> Index:
        """The search index; ``guides`` are the hand-written pages, by path and title."""
        return index_of(self.book, Addresses.of(self.book).path, guides)

    def start_press(self) -> None:
        """Start setting the manuals in processes of their own."""
        # Forking is not safe once threads run (MkDocs' server has some), so workers start afresh.
        local = ProcessPoolExecutor(self.workers, get_context("spawn"), prepare_worker)
        sources = self.project.root / SOURCES
        pool = self.pool or local
        self._press = Press(
            self.book, pool, local, sources, self.project.cache, self.workers, self.progress
        )
        self._press.start()

    def finish_press(self, site: Path) -> None:
        """Wait for the manuals, if they were started, and put them below the site.

        Raises PressError.
        """
        if self._press is None:
            return
        folder = site / PRINT
        folder.mkdir(parents=True, exist_ok=True)
        self._press.finish(folder)
        self._press.local.shutdown()
        self._press = None

    def stop_press(self) -> None:
        """End what is still under way of the manuals; what is set is kept for the next build."""
        if self._press is None:
            return
        self._press.stop()
        for pool in {self._press.pool, self._press.local}:
            pool.shutdown(wait=False, cancel_futures=True)
        for child in active_children():
            child.terminate()
        self._press = None


def report(build: Build) -> str:
    """The findings of a build as text."""
    return FORMATS["text"](build.findings, build.project.root, Look(build.language))
