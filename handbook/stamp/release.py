"""New lines of a history: releases, retirements, confirmations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handbook.model.base import Change, Document
from handbook.model.library import Library
from handbook.stamp.changes import Difference, class_of, differences
from handbook.stamp.digest import CONTROL, content_of, digest_of, quoted_by
from handbook.stamp.history import Class, History, Record
from handbook.stamp.meaning import Upstream
from handbook.stamp.seal import FIRST

# Of the control block, what its record does not hold in fields of its own.
_KEPT = CONTROL - {"version", "status", "effective", "waive"}


@dataclass(frozen=True, slots=True)
class Release:
    """Who releases, and when."""

    on: date
    author: str = ""
    """By default the author named in the revision record."""
    approver: str = ""
    """By default who approved there, else the document's approver."""
    among: tuple[str, ...] = ()
    """All who approved: each document takes the one who is asked for it, else the last."""
    approved: date | None = None
    """The day of the approval, by default that of the release."""


def is_released(document: Document, history: History | None) -> bool:
    """Whether a document stands in its history as it does in the sources."""
    last = history.newest if history else None
    return (
        last is not None
        and (last.version, last.status) == (document.version, document.status)
        and document.effective in (None, last.effective)
    )


def belies(document: Document, history: History | None) -> bool:
    """Whether a document stands otherwise than the release of its very version says."""
    last = history.newest if history else None
    same = last is not None and last.version == document.version
    return same and not is_released(document, history)


def lacks_approval(document: Document, histories: Mapping[str, History]) -> bool:
    """Whether a version that is no draft was neither released nor approved in its revision record.

    A handbook without any history has not begun to keep approvals.
    """
    history = histories.get(document.id)
    if document.status == "draft" or is_released(document, history) or belies(document, history):
        return False
    change = entry_of(document)
    return bool(histories) and (change is None or change.approved is None)


def changes_of(
    document: Document, library: Library, history: History | None
) -> tuple[Difference, ...]:
    """What changed in meaning since the last release; nothing where there is none."""
    last = history.last if history else None
    if last is None:
        return ()
    return differences(document.KIND, last.content, content_of(document), names_of(library))


def names_of(library: Library) -> frozenset[str]:
    """The names of roles and departments."""
    named = (*library.of_kind("role"), *library.of_kind("dept"))
    return frozenset(name for one in named for name in (one.name, *one.synonyms))


def released(
    document: Document, upstream: Upstream, history: History | None, release: Release
) -> Record:
    """The record of a document's release; one that is retired is released as such."""
    library = upstream.library
    change = entry_of(document)
    quoted = quoted_by(document, library)
    content = content_of(document)
    least = class_of(changes_of(document, library, history))
    approved = change.approved.by if change and change.approved else document.approver
    class_ = change.change_class if change else least or "structural"
    return Record(
        event="release",
        id=document.id,
        kind=document.KIND,
        version=document.version,
        status="retired" if document.status == "retired" else "approved",
        effective=document.effective or release.on,
        on=release.on,
        author=release.author or (change.author if change else ""),
        approver=release.approver or approved,
        change_class=class_,
        summary=change.summary if change else "",
        digest=digest_of(document.KIND, content, quoted),
        upstream=_read(upstream.of(document.id), history, class_),
        quoted=quoted,
        control=_control(document),
        content=content,
        previous=history.seal if history else FIRST,
    )


def confirmed(
    document: Document,
    upstream: Upstream,
    history: History,
    release: Release,
    items: Iterable[str] = (),
) -> Record:
    """The record that says a document was read again and holds; of some items, as far as they go.

    Raises ValueError where nothing was released, KeyError for an item that it does not quote.
    """
    last = history.last
    if last is None:
        raise ValueError(document.id)
    now = upstream.of(document.id)
    named = tuple(items)
    quoted = quoted_by(document, upstream.library)
    return replace(
        last,
        event="confirm" if named else "review",
        on=release.on,
        author=release.author,
        approver="",
        summary="",
        digest=digest_of(document.KIND, last.content, quoted),
        upstream={item: now[item] for item in named or now},
        quoted={},
        control={},
        content={},
        previous=history.seal,
    )


def entry_of(document: Document) -> Change | None:
    """The revision record's entry for the document's own version."""
    return next((one for one in document.changes if one.version == document.version), None)


def _read(now: Mapping[str, str], history: History | None, class_: Class) -> dict[str, str]:
    """What counts as read at a release: who corrects a word has not read again what is quoted."""
    known = history.upstream if history and class_ == "editorial" else {}
    return {item: known.get(item, digest) for item, digest in now.items()}


def _control(document: Document) -> dict[str, object]:
    dumped = document.model_dump_json(by_alias=True, include=set(_KEPT), exclude_defaults=True)
    control: dict[str, object] = json.loads(dumped)
    return control
