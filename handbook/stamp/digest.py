"""The canonical form of a document, what a reader of it would be told, and the digest of both.

The canonical form is JSON: NFC, sorted keys, no trailing blanks, bookkeeping left out. Beside it
stands what the document quotes: the value of a limit, the wording of a script, the name of the
rest. So a digest changes whenever a page would read differently, and in no other case. A card
prints some fields only of what it shows (templates/print/cards/pieces.html): no other counts.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from handbook.model.base import Document
from handbook.model.library import Entry, Library
from handbook.model.phrase import PhraseItem
from handbook.model.service_level import ServiceLevel

SCHEME = 1
SHORT = 8
"""Hexadecimal digits of a digest's short form."""
Content = Mapping[str, Any]
Quoted = Mapping[str, Any]
"""What is told of every address that a document names."""

# Bookkeeping that changes without a reader being told anything else.
CONTROL = frozenset(
    {"changes", "waive", "review_every", "version", "status", "effective", "approver"}
)
# What only helps to find a text.
_FINDING = frozenset({"asks", "tags"})
TOLD: Mapping[str, tuple[str, ...]] = {
    "sla": ("limit", "rule"),
    "std": ("value",),
    "script": ("text", "variants", "verbatim", "note"),
    "phrase": ("text",),
}
"""What is told of an item by those that quote it: value or words, by the names of the fields."""
POINTERS = frozenset({"concerns", "related", "see", "superseded_by", "supersedes"})
"""Fields that only point elsewhere: what they name may change without this being read again."""
SHOWN_WHOLE = frozenset({"card"})
"""Kinds of document that show all of what they name."""
_SHOW = "show"
"""The field of those kinds that names what is shown."""
PRINTED: Mapping[str, tuple[str, ...]] = {
    "article": ("title", "text"),
    "etiquette": ("name", "do", "dont"),
    "fatal": ("what", "consequence"),
    "goal": ("name", "target", "baseline", "within"),
    "grade": ("rank", "name", "criteria", "handler", "within"),
    "kpi": ("name", "cycle", "applies", "target", "direction", "unit"),
    "path": ("name", "trigger", "hops"),
    "qa": ("check", "how"),
    "script": ("title", "text"),
    "sop": ("title", "trigger", "steps"),
    "std": ("name", "value", "applies"),
    "step": ("do", "who", "within"),
    "term": ("term", "definition"),
}
"""What a card prints of what it shows; of any other item its name."""
# Of the members of lists.
_PRINTED_IN: Mapping[str, tuple[str, ...]] = {
    "hops": ("to", "within", "when"),
    "steps": ("id", "do", "who", "within", "branches", "next"),
}


def content_of(document: Document) -> dict[str, Any]:
    """A document's content as plain JSON values, without the control block."""
    content: dict[str, Any] = _tidy(
        document.model_dump(mode="json", by_alias=True, exclude=set(CONTROL), exclude_defaults=True)
    )
    return content


def canonical(content: Content) -> dict[str, Any]:
    """Content without what only helps to find it: the same value for the same meaning."""
    told: dict[str, Any] = _without(content, _FINDING)
    return told


def canonical_json(value: Any) -> str:
    """JSON that is the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()


def quoted_by(document: Document, library: Library) -> dict[str, Any]:
    """What a document tells of the documents and items that it names, by address."""
    if document.KIND in SHOWN_WHOLE:
        return _shown_on(document, library)
    named = named_by(document.id, library)
    return {entry.address: library.once(_told, entry.address) for entry in named}


def named_by(document: str, library: Library) -> list[Entry]:
    """The documents and items outside a document on which it draws, by address."""
    found = {
        entry.address: entry
        for use in library.uses_of(document)
        if use.field not in POINTERS
        and (entry := library.entries.get(use.target)) is not None
        and entry.document != document
    }
    return [found[address] for address in sorted(found)]


def shown_at(address: str, library: Library) -> list[Entry]:
    """The entries that are shown where a card names an address: a document's items one by one.

    A procedure is shown as a whole, and so is what holds no items. Nothing for an unknown address.
    """
    entry = library.entries.get(address)
    if entry is None:
        return []
    if isinstance(entry.value, Document) and entry.kind != "sop":
        return list(library.items_of(address)) or [entry]
    return [entry]


def shown_by(document: str, library: Library) -> list[Entry]:
    """All that a card shows, each once, in the order of its faces."""
    named = (use.target for use in library.uses_of(document) if use.field == _SHOW)
    entries = (entry for address in named for entry in shown_at(address, library))
    return list({entry.address: entry for entry in entries}.values())


def _shown_on(document: Document, library: Library) -> dict[str, Any]:
    """What a card tells: what it prints of what it shows, and the values and names in that."""
    shown = shown_by(document.id, library)
    told: dict[str, Any] = {}
    waiting = [(entry, printed(entry)) for entry in shown]
    while waiting:
        for entry in _read_in(*waiting.pop(), library):
            if entry.address not in told:
                names = _said(entry)
                told[entry.address] = _fields(entry, names) if names else _name(entry)
                waiting.append((entry, names))  # a name says nothing of others
    for entry in shown:
        names = printed(entry)
        told[entry.address] = _fields(entry, names) if names else _name(entry)
    return dict(sorted(told.items()))


def read_on(card: Document, library: Library) -> set[str]:
    """The documents of what a card shows, and of the values and words that are quoted in it."""
    shown = {entry.address for entry in shown_by(card.id, library)}
    entries = (library.entries[each] for each in _shown_on(card, library))
    return {one.document for one in entries if one.kind in TOLD or one.address in shown}


def printed(entry: Entry) -> tuple[str, ...]:
    """The fields that a card prints of what it shows; none where its name is all."""
    value = entry.value
    if isinstance(value, ServiceLevel):
        return ("name", "limit", "applies") if value.limit else ("name", "rule")
    if isinstance(value, PhraseItem):
        return ("kind", "text", "instead" if value.kind == "forbidden" else "why")
    usual = ("title", "summary") if isinstance(value, Document) else ()
    return PRINTED.get(entry.kind, usual)


def _said(entry: Entry) -> tuple[str, ...]:
    """The field that a card says of an entry which is named in what it prints."""
    had = (name for name in TOLD.get(entry.kind, ()) if getattr(entry.value, name) is not None)
    return tuple(islice(had, 1))


def _fields(entry: Entry, names: tuple[str, ...]) -> dict[str, Any]:
    content: dict[str, Any] = _tidy(_only(_dump(entry), names))
    if "instead" in content:
        content["instead"] = content["instead"][:1]  # no more of them is printed
    return {
        name: [_only(one, _PRINTED_IN[name]) for one in value] if name in _PRINTED_IN else value
        for name, value in content.items()
    }


def _read_in(entry: Entry, names: tuple[str, ...], library: Library) -> Iterator[Entry]:
    """The entries whose value, words or name are read in some fields of an entry."""
    file, above = entry.place.file, entry.place.route[:-1]
    for use in library.uses_of(entry.document):
        if use.place.file != file or use.place.route[: len(above)] != above:
            continue
        field, *below = (part for part in use.place.route[len(above) :] if isinstance(part, str))
        inner = _PRINTED_IN.get(field)
        if (
            field in names
            and (inner is None or below[0] in inner)
            and use.target in library.entries
        ):
            yield library.entries[use.target]


def told_of(entry: Entry, *, whole: bool = False) -> Any:
    """What a reader is told where an entry is quoted: value or words, its label else."""
    if whole and not isinstance(entry.value, Document):
        return canonical(_tidy(_dump(entry)))
    names = TOLD.get(entry.kind)
    if names is None:
        return _name(entry)
    dumped = _dump(entry)
    return _tidy([dumped[name] for name in names if name in dumped])


def digest_of(kind: str, content: Content, quoted: Quoted) -> str:
    """SHA-256 of what a reader is told, in hexadecimal."""
    return sha256({"scheme": SCHEME, "kind": kind, "content": canonical(content), "quoted": quoted})


def digest(document: Document, library: Library) -> str:
    """The digest of a document with what a library holds of the others."""
    if library.documents.get(document.id) is document:
        return library.once(_own_digest, document.id)
    return _digest(document, library)


def _digest(document: Document, library: Library) -> str:
    return digest_of(document.KIND, content_of(document), quoted_by(document, library))


def _own_digest(library: Library, id_: str) -> str:
    return _digest(library.documents[id_], library)


def _told(library: Library, address: str) -> Any:
    return told_of(library.entries[address])


def _only(content: Content, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: content[name] for name in names if name in content}


def _name(entry: Entry) -> str:
    return unicodedata.normalize("NFC", entry.label)


def _dump(entry: Entry) -> dict[str, Any]:
    return entry.value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _tidy(value: Any) -> Any:
    """NFC, and no blanks at the end of a line or of a text."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        text = text.strip() or text  # a blank is all that an empty cell of a table holds
        return "\n".join(map(str.rstrip, text.split("\n"))) if "\n" in text else text
    if isinstance(value, dict):
        return {key: _tidy(one) for key, one in value.items()}
    return [_tidy(one) for one in value] if isinstance(value, list) else value


def _without(value: Any, keys: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, keys) for key, one in value.items() if key not in keys}
    return [_without(one, keys) for one in value] if isinstance(value, list) else value
