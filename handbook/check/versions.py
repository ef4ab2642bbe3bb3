"""What the rules about versions share: each document beside its history and its former self."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handbook.check.rule import Context
from handbook.model.base import Document
from handbook.model.library import Library, Use
from handbook.source import Place
from handbook.stamp.changes import Difference, differences
from handbook.stamp.digest import Content, canonical_json, content_of
from handbook.stamp.history import History
from handbook.stamp.release import lacks_approval, names_of

_OF_THE_PAST = {"supersedes", "superseded_by", "changes"}
_ID = re.compile(r'"id":"([^"\\]+)"')


def uses_of(library: Library, documents: Container[str]) -> Iterator[Use]:
    """What other documents quote of some, or of what stands in them, as if it were in force."""
    for use in library.uses:
        target, source = library.entries.get(use.target), library.entries.get(use.source)
        if target is None or target.document not in documents or use.place.route[0] in _OF_THE_PAST:
            continue
        if source is None or source.document not in documents:
            yield use


@dataclass(frozen=True, slots=True)
class Versioned:
    """A document, what it was before, and the differences in meaning."""

    document: Document
    file: str
    version: str
    """The version before."""
    former: Content
    content: Content
    changes: tuple[Difference, ...]

    def at(self, key: str) -> Place:
        """A key of the control block."""
        return Place(self.file, (key,))


def versioned(context: Context) -> tuple[Versioned, ...]:
    """Every document that has a past: its last release, else what it was in the base revision."""
    return tuple(_versioned(context))


class Gone(NamedTuple):
    """A history whose document is not among the sources, and the references to what it held."""

    history: History
    uses: tuple[Use, ...]


def gone(context: Context) -> tuple[Gone, ...]:
    """Every document that was deleted, called otherwise or put elsewhere."""
    return tuple(_gone(context))


def _gone(context: Context) -> Iterator[Gone]:
    library = context.library
    for history in context.histories.values():
        if history.id in library.documents or library.is_unread(history.id):
            continue
        last = history.last
        held = {history.id, *(_ID.findall(canonical_json(last.content)) if last else ())}
        held -= library.entries.keys()  # what went on into another document
        uses = (use for use in library.uses if use.target.partition("#")[0] in held)
        yield Gone(history, tuple(uses))


def _versioned(context: Context) -> Iterator[Versioned]:
    names = names_of(context.library)
    for document in context.library.documents.values():
        past = _past(context, document)
        if past is not None:
            version, former = past
            content = content_of(document)
            # Nearly always it is the same: of a thousand documents few are being written.
            same = former == content
            found = () if same else differences(document.KIND, former, content, names)
            file = context.library.file_of(document.id)
            yield Versioned(document, file, version, former, content, found)


def _past(context: Context, document: Document) -> tuple[str, Content] | None:
    history = context.histories.get(document.id)
    if history is not None and history.last is not None:
        return history.last.version, history.last.content
    former = context.base.documents.get(document.id) if context.base else None
    return (former.version, content_of(former)) if former else None


def in_review(context: Context, document: Document) -> bool:
    """Whether a version waits for the review of what is compared with a base revision."""
    if context.base is None:
        return False
    former = context.base.documents.get(document.id)
    return former is None or former.version != document.version


def may_be_released(context: Context, document: Document) -> bool:
    """Whether a version is under review or approved. Until then nothing comes of it."""
    return in_review(context, document) or not lacks_approval(document, context.histories)


def released_here(context: Context) -> Iterator[tuple[Document, History]]:
    """Every document with its history."""
    for id_, history in context.histories.items():
        if (document := context.library.documents.get(id_)) is not None:
            yield document, history
