"""A bar for long work on a terminal: how much is done, and how long the rest will take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Never

from handbook.progress import Progress, silent

if TYPE_CHECKING:
    from tqdm import tqdm

_SOON = 0.5
"""Seconds: what is done by then shows no bar."""
_LOOK = "{desc} {percentage:3.0f}% |{bar}| {n_fmt}/{total_fmt} {remaining}"


@contextmanager
def shown(*, aloud: bool = True) -> Iterator[Progress]:
    """What to tell progress to: a bar on standard error, nothing where nobody is watching."""
    if not (aloud and sys.stderr.isatty()) or os.environ.get("CI"):
        yield silent
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()


class _Bar:
    """One bar at a time, for the place that was last told of."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._of = ("", 0)

    def __call__(self, place: str, done: int, total: int) -> None:
        if self._of != (place, total):
            self.close()
            self._of = (place, total)
            self._bar = _bar(place, total)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._of = None, ("", 0)


def _bar(place: str, total: int) -> tqdm[Never]:
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # its thread would keep the stages from forking
    bar: tqdm[Never] = tqdm(
        total=total, desc=place, bar_format=_LOOK, delay=_SOON, leave=False, dynamic_ncols=True
    )
    return bar
