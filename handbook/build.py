"""The composition: load, model, stamp, check, render, then site, press and search.

``handbook build``, ``mkdocs build`` and ``mkdocs serve`` all come through :class:`Build`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from handbook.check.engine import judge, problems_in
from handbook.check.registry import BY_CODE
from handbook.check.run import day_in
from handbook.config import SOURCES, Project
from handbook.diagnostics import Diagnostic, Problem, Severity
from handbook.load.parallel import aside
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.press.cards.found import found_on_cards
from handbook.press.presses import Presses
from handbook.progress import Progress, silent
from handbook.render.environment import Templates, environment
from handbook.render.prints import Prints
from handbook.render.rendition import Rendition, traditional
from handbook.render.view import Book
from handbook.render.words import translator
from handbook.report.formats import FORMATS
from handbook.report.look import Look
from handbook.search.index import Index, index_of
from handbook.site.address import Addresses
from handbook.site.page import Finished
from handbook.site.pages import finished_pages
from handbook.site.published import published_files
from handbook.site.translated import translated
from handbook.stamp.history import History, histories
from handbook.stamp.in_force import Selection, select
from handbook.stamp.suspect import suspects

# A print needs no MkDocs, and does not wait for it to be imported.
if TYPE_CHECKING:
    from handbook.site.bridge import Shelf

PRINT = "print"
"""The site's folder of manuals."""
_MADE_OF = frozenset({"VER09", "VER10", "VER11", "VER15", "VER17", "VER18"})
"""Rules about the records and texts that pages are made of; the others look at what they say."""


@dataclass
class Build:
    """One build of a project at a moment; every stage is computed once, when it is asked for."""

    project: Project
    now: datetime
    """Aware; the day is that of the handbook's time zone."""
    workers: int | None = None
    """Processes at once; by default one a processor."""
    prints: bool = True
    """Whether anything is printed: if not, nobody waits for cards to be measured."""
    progress: Progress = silent
    since: date | None = None
    """Of manuals: the edition that revision bars compare with, instead of the manual's own."""
    controlled: bool = False
    """Whether what is printed are controlled copies, which bear another note."""
    preview: bool = False
    """Whether it shows its author what waits for approval, as it will be once it is approved."""

    @cached_property
    def library(self) -> Library:
        tree = load_tree(self.project.root, SOURCES, self.project.cache, self.progress)
        return build_library(tree, self.project.cache)

    @cached_property
    def today(self) -> date:
        return day_in(self.now, self.library.time_zone)

    @property
    def language(self) -> str:
        """The language in which findings are told: that of the sources."""
        return self.library.language

    @cached_property
    def findings(self) -> list[Diagnostic]:
        found = problems_in(self.library, self.today, progress=self.progress)
        more = self._found_in_print() if self.prints else ()
        return judge(self.library, [*found, *more], self.today, self.language, BY_CODE)

    def _found_in_print(self) -> Iterator[Problem]:
        return found_on_cards(self.project, self.library, self.today, lambda: self.presses.pool)

    @property
    def failed(self) -> bool:
        """Whether the handbook must not be published, or a preview not be shown."""
        return len(self.errors) > len(self.unready)

    @property
    def errors(self) -> list[Diagnostic]:
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @cached_property
    def unready(self) -> list[Diagnostic]:
        """What keeps the versions of a preview from being released, as warnings.

        Its author sees the page all the same: a version is raised when the text is done.
        """
        return [
            replace(finding, severity=Severity.WARNING)
            for finding in self.errors
            if self.preview and _is_of_release(finding.code)
        ]

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
        return select(self.library, self.histories, self.today, preview=self.preview)

    @cached_property
    def book(self) -> Book:
        """What is in force on the day, in the language of its sources."""
        return self.as_of(self.today)

    @cached_property
    def ahead(self) -> tuple[Book, ...]:
        """What will be in force on each later day on which that changes, the soonest first."""
        return tuple(map(self.as_of, self.selection.turns))

    def as_of(self, day: date) -> Book:
        """What is, was or will be in force on a day."""
        chosen = select(self.library, self.histories, day, preview=self.preview)
        library = _controlled(chosen.library) if self.controlled else chosen.library
        return Book(
            library, day, self.language, self._templates, chosen.coming, self.histories,
            self.suspects,
        )  # fmt: skip

    @cached_property
    def _templates(self) -> Templates:
        """Compiled once for all days; the next build sees what has come into the folders."""
        return environment(self.project.templates)

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
    def presses(self) -> Presses:
        """What prints the renditions that have PDFs of their own."""
        return Presses(self.project, self.workers or os.cpu_count() or 1, self.progress)

    @cached_property
    def _pages(self) -> list[Finished]:
        return finished_pages(self.book, self.ahead, self.progress, self._prints)

    def _prints(self) -> Prints:
        """What pages offer to be printed; raises PressError."""
        return self.presses.offered.get(self.rendition.folder, {})

    def pages(self, rendition: Rendition | None = None) -> list[Finished]:
        """The bodies of all pages of a rendition, by default of the first."""
        if rendition is None or rendition.conversion is None:
            return self._pages
        return list(translated(self._pages, rendition))

    def files(self, rendition: Rendition | None = None) -> dict[str, bytes]:
        """What it publishes besides its pages, by path: the manifest, feeds, calendars, forms."""
        from handbook.exchange.forms import form_files  # noqa: PLC0415 - a check needs no workbook

        one = rendition or self.rendition
        return published_files(one.book, one.later, self.now) | form_files(one.book, PRINT)

    def api(self, rendition: Rendition, index: Index) -> dict[str, bytes]:
        """Its interface for other systems by path, where the handbook is to have one."""
        book = rendition.book
        if not book.settings.api:
            return {}
        from handbook.api.files import Site, api_files  # noqa: PLC0415 - few handbooks ask for it

        parts = tuple(sorted(path for path in index.files if path != index.sounds))
        return api_files(book, Addresses.of(book), Site(index.folder, index.sounds, parts))

    def index(
        self, guides: Iterable[tuple[str, str]] = (), rendition: Rendition | None = None
    ) -> Index:
        """Its search index; ``guides`` are the hand-written pages, by path and title."""
        one = rendition or self.rendition
        later = [(then, Addresses.of(then).path) for then in one.later]
        path = Addresses.of(one.book).path
        return index_of(one.book, path, guides, later, self.project.cache)

    def fill(self, shelves: Sequence[Shelf]) -> None:
        """Put all that is published where each rendition stands among the files of a site."""
        for shelf in shelves:  # the index names guides
            shelf.add_documents(self.project)
        indexes = [aside(partial(self.index, shelf.guides, shelf.rendition)) for shelf in shelves]
        for shelf in shelves:
            shelf.add_files(self.files(shelf.rendition))
        for shelf in shelves:  # some wait for the press
            shelf.add_pages(self.pages(shelf.rendition))
        for shelf, made in zip(shelves, indexes, strict=True):
            index = made()
            shelf.add_files({**index.files, **self.api(shelf.rendition, index)})
            shelf.add_assets(self.project, index.places)

    def start_press(self) -> None:
        """Start setting all manuals in processes of their own."""
        books = {one.folder: one.book for one in self.renditions if one.prints}
        self.presses.start(books, self.since)


def _controlled(library: Library) -> Library:
    """A library whose prints say that they are controlled copies."""
    settings = library.required_settings
    note = translator(settings.language)("copies.note")
    return replace(library, settings=settings.model_copy(update={"print_note": note}))


def _is_of_release(code: str) -> bool:
    """Whether a rule asks for what a version needs to be released, and its page does not."""
    return code.startswith("VER") and code not in _MADE_OF


def report(build: Build, findings: Sequence[Diagnostic] | None = None) -> str:
    """Findings of a build as text, by default all."""
    told = build.findings if findings is None else findings
    return FORMATS["text"](told, build.project.root, Look(build.language))
