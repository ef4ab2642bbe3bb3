"""Pages of what was released: the history of each document, and each release as it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from handbook.model.base import Document
from handbook.model.library import Library
from handbook.render.differences import Row, Teller, Told
from handbook.render.prose import ProseRenderer
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.page import SitePage
from handbook.stamp.changes import differences
from handbook.stamp.entries import before_history
from handbook.stamp.history import History, Record
from handbook.stamp.release import names_of
from handbook.stamp.then import library_then


@dataclass(frozen=True, slots=True)
class Step:
    """A release with what it changed."""

    record: Record
    path: str
    found: tuple[Told, ...]
    prose: Callable[[], ProseRenderer]
    """Texts as they were told then; made when the page is, of thousands of releases."""
    first: bool = False


def version_pages(
    book: Book, later: Sequence[Book], addresses: Addresses
) -> Iterator[SitePage]:  # fmt: skip
    """For each document with releases its history, its releases and, retired, where it was.

    A release to come is told with the book of its day, which knows what comes along with it.
    """
    for document in book.library.documents.values():
        history = book.histories.get(document.id)
        if history is not None and history.releases:
            then = {
                one.version: library_then(_on_its_day(one, book, later), one)
                for one in history.releases
            }
            yield _history(document, history, then, book, addresses)
            effective = {line.version for line in history.effects}
            for record in history.releases:
                overtaken = record.version not in effective
                library = then[record.version]
                yield _release(document, record, library, book, addresses, overtaken=overtaken)
        if book.stamps[document.id].standing == "retired":
            yield _retired(document, addresses)


def _on_its_day(record: Record, book: Book, later: Sequence[Book]) -> Library:
    """The library in force when a release takes effect, of those of today and of later days."""
    known = [one for one in later if one.today <= record.effective]
    return (known[-1] if known else book).library


def _history(
    document: Document, history: History, then: Mapping[str, Library], book: Book,
    addresses: Addresses,
) -> SitePage:  # fmt: skip
    names = names_of(book.library)
    steps = []
    for before, after in zip((None, *history.releases), history.releases, strict=False):
        former = then[before.version] if before else None
        teller = Teller(then[after.version], book.language, former)
        content = before.content if before else after.content
        found = differences(after.kind, content, after.content, names)
        told = tuple(teller.tell(document, found))
        path = addresses.version(document, after.version)
        prose = partial(ProseRenderer, then[after.version], book.language)
        steps.append(Step(after, path, told, prose, first=before is None))
    read = [record for record in history.records if record.event != "release"]
    title = book.t("history.title", title=document.title)
    earlier = before_history(document, history)
    context = {"document": document, "steps": steps[::-1], "read": read, "earlier": earlier}
    return SitePage(addresses.history(document), "history.html", title, context)


def _release(
    document: Document, record: Record, library: Library, book: Book, addresses: Addresses,
    *, overtaken: bool,
) -> SitePage:  # fmt: skip
    rows: tuple[Row, ...] = tuple(Teller(library, book.language).rows(record.kind, record.content))
    title = str(record.content.get("title", document.title))
    stamp = book.stamps[document.id]
    current = stamp.version == record.version and stamp.standing == "in-force"
    context = {
        "document": document,
        "record": record,
        "prose": partial(ProseRenderer, library, book.language),
        "rows": rows,
        "current": current,
        "ahead": not overtaken and record.effective > book.today,
        "overtaken": overtaken,
    }
    return SitePage(
        addresses.version(document, record.version), "release.html", f"{title} {record.version}",
        context
    )  # fmt: skip


def _retired(document: Document, addresses: Addresses) -> SitePage:
    return SitePage(
        addresses.home(document), "retired.html", document.title, {"document": document},
        document=document.id
    )  # fmt: skip
