"""The files of ``api/v1/`` by their paths from the site's root."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.api import shapes
from handbook.api.documents import change, documents, each_document, page_of
from handbook.api.items import listings
from handbook.api.openapi import FILES, SCHEMAS, openapi, schemas
from handbook.api.tell import Places, Teller
from handbook.check.run import zone_of
from handbook.model.base import Change, Document
from handbook.render.view import Book

FOLDER = "api/v1/"
MOST_CHANGES = 500
"""So many revisions are listed, the newest; who asks each week misses none."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the interface tells of the site around it, by paths from its root."""

    folder: str
    """The search index's folder."""
    sounds: str
    parts: tuple[str, ...]
    results: str = "search/?q={query}"
    panel: str = "panel/"
    manifest: str = "manifest.json"


def api_files(book: Book, places: Places, site: Site) -> dict[str, bytes]:
    """Every file of the interface; the same book gives the same bytes."""
    tell = Teller(book, places)
    lists = dict(_lists(tell, site))
    made: dict[str, shapes.Shape] = {"index.json": _index(tell, lists, site)}
    made |= {f"{name}.json": shape for name, shape in lists.items()}
    made |= dict(each_document(tell))
    files = {name: _compact(_plain(shape)) for name, shape in made.items()}
    files |= {name: _readable(schema) for name, schema in schemas().items()}
    files["openapi.json"] = _readable(openapi(book.settings.name))
    return {FOLDER + name: data for name, data in files.items()}


def _lists(tell: Teller, site: Site) -> Iterator[tuple[str, shapes.Shape]]:
    yield "documents", documents(tell)
    yield from listings(tell)
    yield "changes", _changes(tell)
    yield "reviews", _reviews(tell)
    yield (
        "search",
        shapes.Search(
            folder=site.folder, parts=site.parts, sounds=site.sounds,
            results=site.results, panel=site.panel,
        ),
    )  # fmt: skip


def _index(tell: Teller, lists: Mapping[str, Any], site: Site) -> shapes.Index:
    book = tell.book
    held = {name: getattr(one, name, getattr(one, "items", None)) for name, one in lists.items()}
    return shapes.Index(
        api="v1",
        name=book.settings.name,
        organisation=book.settings.organisation,
        language=book.language,
        site=book.settings.site or "",
        edition=book.edition.name,
        date=book.today,
        time_zone=zone_of(book.settings.time_zone).key,
        links={name: f"{name}.json" for name in lists} | {"document": FILES["document"].path},
        counts={name: len(all_) for name, all_ in held.items() if all_ is not None},
        manifest=site.manifest,
        schemas=SCHEMAS,
        openapi="openapi.json",
    )


def _changes(tell: Teller) -> shapes.Changes:
    """The revisions of what is or was in force, and the newest of what is coming, as feeds do."""
    found = sorted(_revisions(tell), key=lambda one: one.date, reverse=True)
    newest = tuple(found[:MOST_CHANGES])
    return shapes.Changes(changes=newest, more=len(found) > MOST_CHANGES)


def _revisions(tell: Teller) -> Iterator[shapes.Revision]:
    book = tell.book
    for document in book.library.documents.values():
        standing = book.stamps[document.id].standing
        if standing not in ("in-force", "retired"):
            continue
        page = tell.places.home(document) if standing == "retired" else tell.page(document.id)
        for one in document.changes:
            if one.date <= book.today:
                yield _revision(document, one, page, tell)
    for coming in book.coming:
        document, one = coming.document, coming.document.changes[0]
        if one.date <= book.today:
            yield _revision(document, one, page_of(coming, tell), tell)


def _revision(document: Document, one: Change, page: str, tell: Teller) -> shapes.Revision:
    current = document.version == one.version
    return shapes.Revision(
        **change(one, tell), document=document.id, title=document.title,
        starts=document.effective if current else None,
        retired=current and document.status == "retired", page=page,
    )  # fmt: skip


def _reviews(tell: Teller) -> shapes.Reviews:
    found = [
        shapes.Review(
            document=document.id, title=stamp.title, version=stamp.version, due=stamp.review_due,
            owner=document.owner,
            approver=document.approver, page=tell.page(document.id),
        )
        for document in tell.book.in_force()
        if (stamp := tell.book.stamps[document.id]).review_due
    ]  # fmt: skip
    urgent = sorted(found, key=lambda review: (review.due, review.document))
    return shapes.Reviews(reviews=tuple(urgent))


def _plain(shape: shapes.Shape) -> Any:
    return shape.model_dump(mode="json", exclude_defaults=True)


def _compact(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _readable(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
