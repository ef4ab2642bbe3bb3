"""What a site publishes besides its pages: the manifest, feeds, calendars, rules for replies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from handbook.render.schema import MODELS, as_json, schema
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.site.feed import feeds
from handbook.site.manifest import manifest
from handbook.site.reply import reply_file
from handbook.site.reviews import calendars

MANIFEST = "manifest.json"
SCHEMAS = "schemas/v1"
EDITION = "edition.js"
"""Says which edition a folder on disk is, to pages that may not read the manifest there."""


def published_files(book: Book, later: Sequence[Book], now: datetime) -> dict[str, bytes]:
    """Every file by its path from the site's root; ``later`` holds the books of days to come."""
    addresses = Addresses.of(book)
    files = {MANIFEST: manifest(book, later, addresses, now).encode()}
    files[EDITION] = f"window.handbookEdition = {json.dumps(book.edition.name)};\n".encode()
    files |= {feed.path: feed.xml().encode() for feed in feeds(book, addresses)}
    for each in (book, *later):
        path, content = reply_file(each, Addresses.of(each))
        files[path] = content.encode()
    files |= {path: text.encode() for path, text in _schemas(book)}
    return files | calendars(book, addresses)


def _schemas(book: Book) -> Iterator[tuple[str, str]]:
    """The schemas of all kinds, for editors of whoever writes; each names its own address."""
    for kind in MODELS:
        path = f"{SCHEMAS}/{kind}.json"
        found = schema(kind, book.language)
        named = {"$id": book.settings.site + path} if book.settings.site else {}
        yield path, as_json({"$schema": found["$schema"], **named, **found})
