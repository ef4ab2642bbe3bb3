"""The index at a manual's back: what stands where, and who refers to it on which pages.

An entry is a document or an item that a reader may look for by its name. Its main page is where it
stands; the others are those of the steps, rows and articles that refer to it. Other words for a
term lead to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from handbook.model.library import Entry
from handbook.model.term import TermItem
from handbook.render.order import Collated, collated
from handbook.render.view import Book

Page = Callable[[str], int | None]
"""The page of an address in the manual; None where it is not in it."""
_LISTED = frozenset(
    {
        "sla", "std", "kpi", "script", "phrase", "etiquette", "grade", "path", "course",
        "training", "form", "term", "role", "dept", "channel", "measure", "goal",
    }
)  # fmt: skip
"""Kinds of items with a name of their own."""
_MANY = 12
"""Beyond this number of pages they would only say "everywhere"."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the index: a name with its pages, or another word with the name to look under."""

    at: Collated
    label: str
    kind: str = ""
    address: str = ""
    main: int | None = None
    others: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one head: a letter, or a number of strokes."""

    head: str
    strokes: bool
    lines: tuple[Line, ...]


def sections(lines: Iterable[Line]) -> list[Section]:
    """Lines in order under their heads."""
    ordered = sorted(lines, key=lambda line: (*line.at.key, line.address))
    return [
        Section(head, head.isdigit(), tuple(group))
        for head, group in groupby(ordered, lambda line: line.at.head)
    ]


def index_lines(book: Book, held: frozenset[str], page: Page) -> list[Line]:
    """The lines of a manual that holds some documents."""
    lines: dict[tuple[str, str], Line] = {}
    for entry in book.library.entries.values():
        if entry.document not in held or not _is_listed(entry):
            continue
        for line in _lines(entry, book, held, page):
            lines.setdefault((line.label, line.address or line.see), line)
    return list(lines.values())


def _is_listed(entry: Entry) -> bool:
    return entry.address == entry.document or entry.kind in _LISTED


def _lines(entry: Entry, book: Book, held: frozenset[str], page: Page) -> Iterable[Line]:
    main = page(entry.address)
    if main is None:
        return
    label = book.prose.plain(entry.label)
    term = entry.value if isinstance(entry.value, TermItem) else None
    others = _ranges(sorted(_others(entry, book, held, page) - {main}))
    at = collated(label, book.language, (term.pinyin if term else None) or "")
    yield Line(at, label, _kind(entry, book), entry.address, main, others)
    for word in term.synonyms if term else ():
        yield Line(collated(word, book.language), word, see=label)


def _kind(entry: Entry, book: Book) -> str:
    """What the entry is, where its name alone might not tell."""
    if entry.address == entry.document:
        return entry.address
    return "" if entry.kind == "term" else book.t(f"kind.{entry.kind}")


def _others(entry: Entry, book: Book, held: frozenset[str], page: Page) -> set[int]:
    """The pages on which other parts of the manual refer to an entry."""
    found: set[int] = set()
    for use in book.library.used_by(entry.address):
        if use.document in held:
            at = page(use.source) or page(use.document)
            found.update({at} if at else ())
    return found if len(found) <= _MANY else set()


def _ranges(pages: Iterable[int]) -> str:
    """Pages as ``3, 5\u20137``."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}\u2013{b}" for a, b in runs)
