"""What stands where in a document: its items, references, texts and pictures, as plain rows.

Rows hold nothing but text, truth values, numbers and tuples, so that they can be kept from one run
to the next: of a thousand documents only the one that was edited is walked again.
"""

from __future__ import annotations

from typing import NamedTuple

from handbook.model.base import Image, Item, Model, Part, Prose, To
from handbook.model.prose import references
from handbook.model.walk import walk
from handbook.source import Route

_Item = tuple[str, Route]
"""Address and route."""
_Use = tuple[str, str, tuple[str, ...], Route, str, bool]
"""Source, target, the kinds that may stand there, route, needle, whether in prose."""
_Text = tuple[str, str, tuple[bool, bool, bool], Route]
"""Source, text, the values of its mark, route."""
_Picture = tuple[str, str, Route]
"""Source, file, route."""


class Rows(NamedTuple):
    """In the order of the source; a ``source`` is the address of the nearest entry around."""

    items: tuple[_Item, ...]
    uses: tuple[_Use, ...]
    texts: tuple[_Text, ...]
    pictures: tuple[_Picture, ...]


def rows_of(model: Model, document: str) -> Rows:
    """The rows of a document; ``document`` is its id, empty for handbook.yml."""
    items: list[_Item] = []
    uses: list[_Use] = []
    texts: list[_Text] = []
    pictures: list[_Picture] = []
    owners: list[_Item] = [(document, ())]  # the entries that the walk is inside of
    for route, value, mark in walk(model):
        while route[: len(owners[-1][1])] != owners[-1][1]:
            owners.pop()
        source = owners[-1][0]
        if mark is None:
            owners.append((_address(value, document), route))
            items.append(owners[-1])
        elif isinstance(mark, To):
            uses.append((source, mark.target(value, document), mark.kinds, route, "", False))
        elif isinstance(mark, Image):
            pictures.append((source, value, route))
        else:
            texts.append((source, value, (mark.block, mark.slots, mark.plain), route))
            uses += _in_prose(source, value, mark, route, document)
    return Rows(tuple(items), tuple(uses), tuple(texts), tuple(pictures))


def _address(item: Item, document: str) -> str:
    if isinstance(item, Part):
        return f"{document}#{item.id}"
    if item.ID_PREFIX and not document:  # handbook.yml's vocabulary may leave the prefix out
        return item.ID_PREFIX + item.id.removeprefix(item.ID_PREFIX)
    return item.id


def _in_prose(source: str, value: str, mark: Prose, route: Route, document: str) -> list[_Use]:
    if mark.plain or "[[" not in value:
        return []
    found: list[_Use] = []
    for reference in references(value, markdown=not mark.slots):
        local = reference.target.startswith("#")
        target = document + reference.target if local else reference.target
        found.append((source, target, (), route, reference.source, True))
    return found
