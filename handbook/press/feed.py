"""Chapters set in worker processes: each is kept as it comes, under all that it depends on."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from queue import SimpleQueue

from handbook.load.collector import collector_paused
from handbook.load.keys import joined
from handbook.press.bounds import bounded
from handbook.press.error import PressError
from handbook.press.installed import setting_key
from handbook.press.kept import Keep, Kept
from handbook.press.pictures import pictures
from handbook.progress import Told, untold


@dataclass(frozen=True, slots=True)
class Sheet:
    """HTML to be set with its pictures: all that a worker needs, which may be another machine."""

    html: bytes
    """Compressed: thousands of them wait."""
    pictures: Mapping[str, bytes]
    """By their path in the HTML."""
    key: str
    """A digest of all that the pack depends on."""
    zoom: float = 1.0
    """By how much its pages are reduced."""
    address: str = ""
    """Where a copy is checked; empty for pages without a code of their own."""

    @classmethod
    def of(cls, html: str, folder: Path, zoom: float = 1.0, address: str = "") -> Sheet:
        """A sheet with its pictures from below a folder; raises PressError for any other."""
        shown = pictures(html, folder)
        drawn = starmap(joined, sorted(shown.items()))
        key = joined(setting_key(), f"{zoom:.6f} {address}", html, *drawn).hex()
        return cls(zlib.compress(html.encode(), 1), shown, key, zoom, address)


class Feed:
    """Hands jobs to a pool as others end: what waits there is bounded.

    A result is kept as soon as it comes, so that an interrupted build has lost little.
    """

    def __init__(self, pool: Executor, keep: Keep, sheets: Mapping[str, Sheet], ahead: int) -> None:
        self._pool, self._keep, self._sheets = pool, keep, sheets
        # From its end: the last to be done is a short one.
        self._waiting = sorted(sheets, key=lambda name: len(sheets[name].html))
        self._ahead = ahead
        self._ended: SimpleQueue[tuple[str, Future[bytes]]] = SimpleQueue()
        self._kept: dict[str, Kept] = {}
        self._counts: SimpleQueue[int | None] = SimpleQueue()
        """How many are done, each time that one is; None at the end."""
        self._outcome: Future[dict[str, Kept]] = Future()
        self._current = ""

    def start(self) -> None:
        """Begin, in a thread: a pool's own threads must not be kept busy."""
        threading.Thread(target=self._run, daemon=True).start()

    def result(
        self, named: Callable[[str, BaseException], PressError], told: Told = untold
    ) -> dict[str, Kept]:
        """Wait for all jobs; raises what ``named`` makes of a sheet's name and its failure."""
        for done in iter(self._counts.get, None):
            told(done, len(self._sheets))
        try:
            return self._outcome.result()
        except (PressError, CancelledError, RuntimeError, OSError) as error:
            raise named(self._current, error) from error

    def stop(self) -> None:
        """Hand out no more."""
        self._waiting.clear()

    def _run(self) -> None:
        try:
            under_way = sum(self._handed_out() for _ in range(self._ahead))
            while under_way:
                self._current, job = self._ended.get()
                data = job.result()
                self._kept[self._current] = self._keep.put(self._sheets[self._current].key, data)
                self._counts.put(len(self._kept))
                under_way += self._handed_out() - 1
        except BaseException as error:  # noqa: BLE001 - whoever waits is told; so is PressError
            self.stop()
            self._outcome.set_exception(error)
        else:
            self._outcome.set_result(self._kept)
        finally:
            self._counts.put(None)

    def _handed_out(self) -> bool:
        """Whether there was a job left to hand out."""
        if not self._waiting:
            return False
        name = self._current = self._waiting.pop()
        job = self._pool.submit(set_sheet, self._sheets[name])
        job.add_done_callback(lambda done: self._ended.put((name, done)))
        return True


def set_sheet(sheet: Sheet) -> bytes:
    """Set a sheet as a page pack; raises PressError."""
    from handbook.press import engine  # noqa: PLC0415 - it imports WeasyPrint

    with collector_paused(), bounded():
        html = zlib.decompress(sheet.html).decode()
        return engine.page_pack(html, sheet.pictures, sheet.zoom, sheet.address)
