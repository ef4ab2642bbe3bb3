"""What a drawing (SVG) must not hold: what runs, and what it would fetch from elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

_RUNS = frozenset({"script", "handler", "listener", "foreignObject"})
_ADDRESSES = frozenset({"href", "src"})
# Of an address that stays: a part of the drawing, or a picture written out in it.
_WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
_FETCHED = re.compile(r"url\(\s*['\"]?(?!\s*#)|@import", re.IGNORECASE)


class Danger(NamedTuple):
    """Something in a drawing, at a line and column from 1; ``why`` is a case of FMT38."""

    line: int
    column: int
    why: str
    what: str


class _Stop(Exception):  # noqa: N818 - no error: the rest need not be read
    pass


def dangers(raw: bytes) -> list[Danger]:
    """What is wrong with a drawing, in its order; empty for a sound one."""
    reader = _Reader()
    try:
        reader.parser.Parse(raw, True)
    except _Stop:
        pass
    except expat.ExpatError as error:
        reader.found.append(
            Danger(error.lineno, error.offset + 1, "broken", expat.ErrorString(error.code))
        )
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Danger] = []
        self.inside: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = lambda _: self.inside.pop() and None
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity

    def tell(self, why: str, what: str) -> None:
        parser = self.parser
        where = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        self.found.append(Danger(*where, why, what.strip()[:80]))

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self.inside.append(local)
        if local in _RUNS:
            self.tell("runs", f"<{local}>")
        for key, value in attributes.items():
            plain = _local(key)
            if plain.lower().startswith("on") or _SCRIPT.match(value):
                self.tell("runs", plain)
            elif _FETCHED.search(value) or (plain in _ADDRESSES and not _stays(local, value)):
                self.tell("fetches", value)

    def text(self, text: str) -> None:
        if self.inside[-1:] == ["style"] and _FETCHED.search(text):
            self.tell("fetches", text)

    def entity(self, name: str, *_: object) -> None:
        # Entities can stand for files, and for texts that grow without end: nothing more is read.
        self.tell("entity", name)
        raise _Stop


def _stays(element: str, address: str) -> bool:
    """Whether an address leads nowhere, or is a link that a picture does not follow."""
    return element == "a" or not address.strip() or bool(_WITHIN.match(address))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
