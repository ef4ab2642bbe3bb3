"""What a site publishes besides its pages: the manifest, feeds, calendars, rules for replies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.feed import feeds
from handbook.site.manifest import manifest
from handbook.site.reply import reply_file
from handbook.site.reviews import calendars

MANIFEST = "manifest.json"


def published_files(book: Book, later: Sequence[Book], now: datetime) -> dict[str, bytes]:
    """Every file by its path from the site's root; ``later`` holds the books of days to come."""
    addresses = Addresses.of(book)
    files = {MANIFEST: manifest(book, later, addresses, now).encode()}
    files |= {feed.path: feed.xml().encode() for feed in feeds(book, addresses)}
    for each in (book, *later):
        path, content = reply_file(each, Addresses.of(each))
        files[path] = content.encode()
    return files | calendars(book, addresses)
