"""``manifest.json``: which version of which document is in force, for pages and copies to ask.

An open page asks whether it has been superseded, a printed copy's code whether it still holds. So
the file says in a few words what is in force, and what changed from version to version.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handbook.check.run import zone_of
from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.render.proof import held_by
from handbook.render.view import Book
from handbook.site.address import Addresses

SCHEME = 1
MOST_CHANGES = 20
"""So many changes of a document are told; a copy older than these is told that there are more."""


def manifest(book: Book, addresses: Addresses, now: datetime) -> str:
    """The manifest of a build at a moment, as JSON; the same input gives the same text."""
    documents = book.library.documents.values()
    value = {
        "scheme": SCHEME,
        "edition": book.edition.name,
        "built": now.astimezone(zone(book)).isoformat(timespec="seconds"),
        "time_zone": zone(book).key,
        "documents": {document.id: entry(document, book, addresses) for document in documents},
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def zone(book: Book) -> ZoneInfo:
    """The handbook's time zone."""
    return zone_of(book.settings.time_zone)


def entry(document: Document, book: Book, addresses: Addresses) -> dict[str, Any]:
    """What the manifest says of a document; what it has not is left out.

    ``digest`` is that of its proof, so a manual's stands for all that it ``holds``. ``standing`` is
    as of the edition's day: of what is ``coming``, the reader's browser knows when it has come.
    """
    stamp, plain = book.stamps[document.id], book.prose.plain
    told = {
        "title": stamp.title,
        "version": stamp.version,
        "digest": book.proofs[document.id].digest,
        "standing": stamp.standing,
        "effective": _day(stamp.effective),
        "review_due": _day(stamp.review_due),
        "owner": stamp.owner,
        "url": addresses.path(document.id),
        "superseded_by": document.superseded_by,
        "retired_because": plain(document.retired_because) if document.retired_because else None,
        "holds": _held(document, book),
        "changes": [
            {
                "version": change.version,
                "date": change.date.isoformat(),
                "class": change.change_class,
                "summary": plain(change.summary),
            }
            for change in document.changes[:MOST_CHANGES]
        ],
        "more": len(document.changes) > MOST_CHANGES,
    }
    return {key: value for key, value in told.items() if value}


def _held(document: Document, book: Book) -> list[str]:
    if not isinstance(document, Manual):
        return []
    return [each.id for each in held_by(document, book.in_force())]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
