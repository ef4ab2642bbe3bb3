"""What is printed for a site while its pages are made: a press for each book that has PDFs."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from multiprocessing import active_children
from pathlib import Path

from handbook.config import SOURCES, Project
from handbook.load.cache import clear, sweep
from handbook.model.card import Card
from handbook.press.cards.run import FOLDER, Cards, set_cards
from handbook.press.layout import Order
from handbook.press.run import Press, Shop, Wanted
from handbook.press.shelf import put_cards, shelved
from handbook.press.workers import processes
from handbook.progress import Progress
from handbook.render.prints import Prints
from handbook.render.view import Book


@dataclass
class Presses:
    """The presses of a project, and the processes that they share."""

    project: Project
    workers: int
    progress: Progress
    cluster: tuple[Executor, int] | None = None
    """Where chapters are set, if not in processes of our own, and how many at once."""
    _started: dict[str, Press] = field(default_factory=dict, init=False, repr=False)
    """What is being printed, by the folder of the site that it is for."""

    @cached_property
    def pool(self) -> Executor:
        """Processes of our own, which set type and bind."""
        return processes(self.workers)

    def start(self, books: Mapping[str, Book], since: date | None) -> None:
        """Start setting all manuals of books, by folder of the site, in processes of their own."""
        self._started = {
            place: self._press(book, Wanted.all(book, since)) for place, book in books.items()
        }

    def finish(self, site: Path) -> dict[str, Prints]:
        """Wait for what was started, and put it below a site. What there is, by folder.

        Raises PressError.
        """
        offered: dict[str, Prints] = {}
        for place, press in self._started.items():
            folder = site / place / FOLDER
            folder.mkdir(parents=True, exist_ok=True)
            cards = self.cards(press.book)
            put_cards(folder, cards)  # imposed while chapters are still being set
            extents = press.finish(folder, self.progress)
            offered[place] = shelved(folder, extents, cards)
        self._started = {}
        self.pool.shutdown(wait=False)  # processes take a second to end
        sweep(self.project.cache)
        return offered

    @cached_property
    def offered(self) -> Mapping[str, Prints]:
        """What was started and is finished, by folder of the site. Raises PressError.

        The pages tell how large it is, so it waits on a shelf for them.
        """
        if not self._started:
            return {}
        clear(self._shelf)
        return self.finish(self._shelf)

    def put(self, site: Path) -> None:
        """Move it below the site; raises PressError."""
        for place in self.offered:
            target = site / place / FOLDER  # where the page of the print room is already
            target.mkdir(parents=True, exist_ok=True)
            for path in (self._shelf / place / FOLDER).iterdir():
                path.replace(target / path.name)

    def stop(self) -> None:
        """End what is still under way; what is set is kept for the next build."""
        for press in self._started.values():
            press.stop()
        if "pool" in vars(self):  # else nothing was set
            self.pool.shutdown(wait=False, cancel_futures=True)
        if self.cluster:
            self.cluster[0].shutdown(wait=False)
        for child in active_children():
            child.terminate()

    def cards(self, book: Book) -> Cards:
        """The desk guides in force, set; raises PressError."""
        cards = [one for one in book.in_force(Card.KIND) if isinstance(one, Card)]
        return set_cards(book, cards, self.project.cache, lambda: self.pool)

    def manual(self, book: Book, order: Order, folder: Path) -> Path:
        """One manual, printed in one way, as a file of a folder. Raises PressError."""
        with self.pool:
            self._press(book, Wanted((order,))).finish(folder, self.progress)
        return folder / order.file

    def _press(self, book: Book, wanted: Wanted) -> Press:
        sources, cache = self.project.root / SOURCES, self.project.cache
        pool, jobs = self.cluster or (self.pool, self.workers)
        press = Press(book, wanted, Shop(pool, self.pool, jobs, sources, cache))
        press.start()
        return press

    @property
    def _shelf(self) -> Path:
        return self.project.cache.parent / "shelf"
