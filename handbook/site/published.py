"""What a site publishes besides its pages: the manifest, feeds, calendars."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.feed import feeds
from handbook.site.manifest import manifest
from handbook.site.reviews import calendars

MANIFEST = "manifest.json"
EDITION = "edition.js"
"""Says which edition a folder on disk is, to pages that may not read the manifest there."""


def published_files(book: Book, later: Sequence[Book], now: datetime) -> dict[str, bytes]:
    """Every file by its path from the site's root; ``later`` holds the books of days to come."""
    addresses = Addresses.of(book)
    files = {MANIFEST: manifest(book, later, addresses, now).encode()}
    files[EDITION] = f"window.handbookEdition = {json.dumps(book.edition.name)};\n".encode()
    files |= {feed.path: feed.xml().encode() for feed in feeds(book, addresses)}
    return files | calendars(book, addresses)
