"""A library in which all that a record holds is said as it was said then.

What was released quoted the numbers, words and names of its day. They stand in its record, so an
old text never tells today's, nor an id where what it named is called otherwise now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.model.base import Document, Item
from handbook.model.library import Entry, Library
from handbook.model.quantity import Amount
from handbook.source import Place
from handbook.stamp.changes import label_of
from handbook.stamp.digest import TOLD
from handbook.stamp.history import Record


class _Former(Item):
    """A thing as a record tells it."""

    name: str
    said: str

    def words(self, language: str) -> str:
        """What ``[[id]]`` said: quantities in the language of the page."""
        try:
            return Amount.parse(self.said).words(language)
        except ValueError:
            return self.said


def library_then(library: Library, record: Record) -> Library:
    """A library with what a record quotes, and what its own content holds, as they were then.

    What the record does not tell of them is as it is now.
    """
    told = {**record.quoted, **dict(held(record.content, record.id))}
    return replace(library, entries=_Then(library.entries, told))


class _Then(Mapping[str, Entry]):
    """Entries as they were, each made when it is asked for: of most releases few are."""

    def __init__(self, now: Mapping[str, Entry], told: Mapping[str, Any]) -> None:
        self._now = now
        self._told = told

    def __getitem__(self, address: str) -> Entry:
        if address in self._told:
            return _former(address, self._told[address], self._now.get(address))
        return self._now[address]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._now, *self._told)))

    def __len__(self) -> int:
        return len(self._now.keys() | self._told.keys())


def held(value: Any, document: str) -> Iterator[tuple[str, Any]]:
    """Everything in a content that has an id, by its address."""
    if isinstance(value, Mapping):
        if isinstance(id_ := value.get("id"), str):
            yield id_ if "." in id_ or id_ == document else f"{document}#{id_}", value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from held(one, document)


def _former(address: str, told: Any, now: Entry | None) -> Entry:
    kind = now.kind if now else address.partition(".")[0]
    names = TOLD.get(kind, ())
    if isinstance(told, Mapping):
        label = str(told.get(_label_field(now)) or label_of(dict(told)) or address)
        values = [told[name] for name in names if name in told]
    else:
        label = told if isinstance(told, str) else now.label if now else address
        values = told if isinstance(told, list) else []
    if values:
        thing: Document | Item = _Former(id=address, name=label, said=str(values[0]))
    elif now:  # of a target that is told with the name the record holds the name alone
        thing = now.value.model_copy(update={_label_field(now): label})
    else:
        thing = _Former(id=address, name=label, said=label)
    if now:
        return replace(now, value=thing)
    return Entry(address, kind, thing, "", Place(""))


def _label_field(entry: Entry | None) -> str:
    return entry.value.LABEL if entry and isinstance(entry.value, Item) else "title"
