"""``manifest.json``: which version of which document is in force, for pages and copies to ask.

An open page asks whether it has been superseded, a printed copy's code whether it still holds. So
the file says in a few words what is in force, and what changed from version to version.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handbook.check.run import zone_of
from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.render.proof import held_by
from handbook.render.view import Book
from handbook.site.address import Addresses
from handbook.stamp.entries import whole

SCHEME = 1
MOST_CHANGES = 20
"""So many changes of a document are told; a copy older than these is told that there are more."""


def manifest(book: Book, later: Sequence[Book], addresses: Addresses, now: datetime) -> str:
    """The manifest of a build at a moment, as JSON; the same input gives the same text.

    ``later`` holds the books of the days on which something changes, the soonest first.
    """
    documents = book.library.documents.values()
    value = {
        "scheme": SCHEME,
        "edition": book.edition.name,
        "built": now.astimezone(zone(book)).isoformat(timespec="seconds"),
        "time_zone": zone(book).key,
        "documents": {
            document.id: _entry(document, book, addresses) | _coming(document, book, later)
            for document in documents
        },
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def zone(book: Book) -> ZoneInfo:
    """The handbook's time zone."""
    return zone_of(book.settings.time_zone)


def _coming(document: Document, book: Book, later: Sequence[Book]) -> dict[str, Any]:
    """What will be told of a document from later days on, as far as it differs."""
    coming = []
    told = _version(document, book)
    for then in later:
        known = then.library.documents[document.id]
        next_ = _version(known, then)
        if next_ != told:
            told = next_
            coming.append({**next_, "effective": then.today.isoformat(), **_end(known, then)})
    return {"coming": coming} if coming else {}


def _version(document: Document, book: Book) -> dict[str, Any]:
    stamp = book.stamps[document.id]
    digest = book.proofs[document.id].digest
    return {
        "version": stamp.version,
        "digest": digest,
        "standing": stamp.standing,
        "review_due": _day(stamp.review_due),
    }


def _end(document: Document, book: Book) -> dict[str, Any]:
    if document.status != "retired":
        return {}
    reason = book.prose.plain(document.retired_because or "", document.id)
    told = {"superseded_by": document.superseded_by, "retired_because": reason}
    return {key: value for key, value in told.items() if value}


def _entry(document: Document, book: Book, addresses: Addresses) -> dict[str, Any]:
    """What the manifest says of a document; what it has not is left out.

    ``digest`` is that of its proof, so a manual's stands for all that it ``holds``. ``standing`` is
    as of the edition's day: of what is ``coming``, the reader's browser knows when it has come.
    """
    stamp, plain = book.stamps[document.id], book.prose.plain
    changes = whole(document, book.histories.get(document.id))
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
        "retired_because": plain(document.retired_because or "", document.id),
        "holds": _held(document, book),
        "changes": [
            {
                "version": change.version,
                "date": change.date.isoformat(),
                "class": change.change_class,
                "summary": plain(change.summary, document.id),
            }
            for change in changes[:MOST_CHANGES]
        ],
        "more": len(changes) > MOST_CHANGES,
    }
    return {key: value for key, value in told.items() if value}


def _held(document: Document, book: Book) -> list[str]:
    if not isinstance(document, Manual):
        return []
    return [each.id for each in held_by(document, book.in_force())]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
