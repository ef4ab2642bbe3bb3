"""Pages of what was released: the history of each document, and each release as it was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handbook.model.base import Document
from handbook.render.differences import Row, Teller, Told
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.page import SitePage
from handbook.stamp.changes import differences
from handbook.stamp.history import History, Record
from handbook.stamp.release import names_of


@dataclass(frozen=True, slots=True)
class Step:
    """A release with what it changed."""

    record: Record
    path: str
    found: tuple[Told, ...]
    first: bool = False


def version_pages(book: Book, addresses: Addresses) -> Iterator[SitePage]:
    """For each document with releases its history, its releases and, retired, where it was."""
    teller = Teller(book.library, book.language)
    for document in book.library.documents.values():
        history = book.histories.get(document.id)
        if history is not None and history.releases:
            yield _history(document, history, book, addresses, teller)
            for record in history.releases:
                yield _release(document, record, book, addresses, teller)
        if book.stamps[document.id].standing == "retired":
            yield _retired(document, addresses)


def _history(
    document: Document, history: History, book: Book, addresses: Addresses, teller: Teller
) -> SitePage:
    names = names_of(book.library)
    first, *_ = history.releases
    steps = [Step(first, addresses.version(document, first.version), (), first=True)]
    for before, after in pairwise(history.releases):
        found = differences(after.kind, before.content, after.content, names)
        told = tuple(teller.tell(document, found))
        steps.append(Step(after, addresses.version(document, after.version), told))
    read = [record for record in history.records if record.event != "release"]
    title = book.t("history.title", title=document.title)
    context = {"document": document, "steps": steps[::-1], "read": read, "teller": teller}
    return SitePage(
        addresses.history(document), "history.html", title, context
    )  # fmt: skip


def _release(
    document: Document, record: Record, book: Book, addresses: Addresses, teller: Teller
) -> SitePage:
    rows: tuple[Row, ...] = tuple(teller.rows(record.kind, record.content))
    title = str(record.content.get("title", document.title))
    stamp = book.stamps[document.id]
    current = stamp.version == record.version and stamp.standing == "in-force"
    context = {
        "document": document,
        "record": record,
        "rows": rows,
        "current": current,
        "ahead": record.effective > book.today,
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
