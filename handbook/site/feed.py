"""Atom feeds of changes (RFC 4287): one of the whole handbook and one for each role.

An entry is one version of one document. Its id is a tag (RFC 4151) of document and version on the
day of the change, so that a reader's program shows each change once, whatever else is built anew.
It comes in when it is released, and once more to the top on its first day in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from urllib.parse import urlsplit

from handbook.model.base import Change, Document
from handbook.render.view import Book
from handbook.site.address import Addresses, slug
from handbook.site.in_force import InForce, concerned, is_end
from handbook.site.manifest import zone
from handbook.stamp.entries import news_on, starts

MOST = 60
"""Entries of a feed: who asks less than once in so many changes reads the page."""
CHANGES = "changes/"
_SINCE = "2026"
"""When the feeds' own tags were given out; part of their ids, so it never changes."""


@dataclass(frozen=True, slots=True)
class Post:
    """A change of a document as an entry of a feed."""

    document: Document
    change: Change
    id: str
    url: str
    updated: str
    """RFC 3339."""
    starts: date | None
    """From when it applies, where that is known."""
    ends: bool
    """Whether it is the document's end."""


@dataclass(frozen=True)
class Feed:
    """A feed; ``role`` is an address, or empty for the whole."""

    book: Book
    addresses: Addresses
    site: str
    role: str = ""

    @property
    def path(self) -> str:
        return f"{CHANGES}feed-{slug(self.role)}.xml" if self.role else f"{CHANGES}feed.xml"

    @property
    def page(self) -> str:
        """The page of the feed's role; that of all changes for the whole."""
        return (self.addresses.path(self.role) if self.role else None) or CHANGES

    @property
    def label(self) -> str:
        """For whom it is."""
        t = self.book.t
        return self.book.library.entries[self.role].label if self.role else t("print.everyone")

    @property
    def title(self) -> str:
        t = self.book.t
        if not self.role:
            return t("feed.all", name=self.book.settings.name)
        return t("feed.role", name=self.book.settings.name, role=self.label)

    @property
    def id(self) -> str:
        return _tag(self.site, _SINCE, self.path)

    @property
    def updated(self) -> str:
        """When the newest entry was; a feed without entries has the edition's day."""
        return self.posts[0].updated if self.posts else self._moment(self.book.today)

    @cached_property
    def posts(self) -> list[Post]:
        """The entries, newest first."""
        newest = sorted(self._changes(), key=lambda each: each[0], reverse=True)
        return [self._post(*each) for each in newest[:MOST]]

    def xml(self) -> str:
        """The feed as a document."""
        template = self.book.templates.get_template("site/feed.xml")
        return template.render(feed=self, t=self.book.t, v=self.book.prose, book=self.book)

    def _changes(self) -> Iterator[tuple[date, Document, Change]]:
        """Each with the day on which it was news last."""
        today = self.book.today
        coming = [one.document for one in self.book.coming]
        ended = InForce(self.book).standing("retired")
        for document in (*self.book.in_force(), *ended, *coming):
            known = document.changes[:1] if document in coming else document.changes
            if concerned(document, self.role):
                history = self.book.histories.get(document.id)
                for change in known:
                    if change.date <= today:
                        yield news_on(change, document, history, today), document, change

    def _post(self, day: date, document: Document, change: Change) -> Post:
        name = f"{document.id}/{change.version}"
        page = self.addresses.path(document.id) or CHANGES
        if document.status == "retired":
            page = self.addresses.home(document)
        return Post(
            document, change, _tag(self.site, change.date, name), self.site + page,
            self._moment(day), starts(change, document, self.book.histories.get(document.id)),
            is_end(change, document),
        )  # fmt: skip

    def _moment(self, day: date) -> str:
        """The beginning of a day in the handbook's time zone."""
        return datetime.combine(day, time(), zone(self.book)).isoformat()


def feeds(book: Book, addresses: Addresses) -> list[Feed]:
    """The feeds of a handbook; none where its site has no address, since their ids need one."""
    site = book.settings.site
    if not site:
        return []
    roles = [entry.address for entry in InForce(book).entries("role")]
    return [Feed(book, addresses, site, role) for role in ["", *roles]]


def _tag(site: str, since: object, name: str) -> str:
    """A tag URI (RFC 4151), which no other site of the host has."""
    address = urlsplit(site)
    return f"tag:{address.hostname or 'localhost'},{since}:{address.path.lstrip('/')}{name}"
