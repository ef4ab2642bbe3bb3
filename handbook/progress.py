"""How far long work has come: stages tell it, who started them decides whether it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")

READING, CHECKING = "sop_sources/", "check"
BODIES, FRAMES, PRINTING = "site/ (1/2)", "site/ (2/2)", "site/print/"


class Progress(Protocol):
    """Is told by every stage; ``place`` says where it is at work, in a word of every language."""

    def __call__(self, place: str, done: int, total: int) -> None:
        """So many of all are done."""


Told = Callable[[int, int], None]
"""What is told of one place: how many of all are done."""


def silent(place: str, done: int, total: int) -> None:
    """Show nothing."""


def untold(done: int, total: int) -> None:
    """Show nothing of one place."""


def counted(values: Iterable[T], total: int, told: Told) -> Iterator[T]:
    """The values, each told of when it has been dealt with."""
    for done, value in enumerate(values, 1):
        yield value
        told(done, total)
