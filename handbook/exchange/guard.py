"""What of an Office file is too dangerous or too large to read; nothing is opened before.

Sizes are counted as they come out of the archive, not as it declares them, and every part is read
by a parser that knows no document types and no entities.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, TypeVar

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from handbook.diagnostics import Problem
from handbook.source import Span

MAX_BYTES = 20 * 1024 * 1024
"""Of a file as it lies on the disk."""
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
"""So many times may a part grow when it is unpacked; text of Office grows some twenty times."""
MAX_PARTS = 2_000
MAX_ELEMENTS = 2_000_000
_SMALL = 1024 * 1024
"""Parts up to this size may grow as they like."""
_CHUNK = 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1
_QUOTED = 120
_ACTIVE = {
    "vbaproject.bin": "macro",
    "macrosheets/": "macro",
    "externallinks/": "link",
    "embeddings/": "embedded",
    "activex/": "embedded",
}
_REMOTE = ("/externalLinkPath", "/externalLink", "/attachedTemplate", "/oleObject", "/frame")
_INERT = ("embeddings/", "/attachedTemplate")
"""What does nothing where only words are read: a drawing of Visio, the template of a company."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

T = TypeVar("T")


@dataclass
class Examined:
    """What was found in an archive before it was read: what is wrong, and merged cells by part."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    merged: dict[str, list[str]] = field(default_factory=dict)
    elements: int = 0
    linked: bool = False
    """Whether a link to another file is told: the first of them says enough."""
    inert: tuple[str, ...] = ()
    """What may be there, because nothing opens or fetches it."""

    def report(self, code: str, **args: object) -> None:
        """Add a finding of the file as a whole, once."""
        problem = Problem(code, Span(self.file), args)
        if problem not in self.problems:
            self.problems.append(problem)


def opened(
    file: str, raw: bytes, reader: Callable[[Examined], T], *, words: bool = False
) -> tuple[T | None, list[Problem]]:
    """What a reader makes of an Office file, or one of words, in which nothing was wrong.

    Raises nothing: what is wrong is told. Libraries of others fail in every way on a damaged file.
    """
    found = Examined(file, inert=_INERT if words else ())
    try:
        _examine(raw, found)
        if not found.problems:
            return reader(found), found.problems
    except Exception as error:  # noqa: BLE001 - of whatever kind; the file is not ours
        found.report("XCH01", why="broken", detail=f"{type(error).__name__}: {error}"[:_QUOTED])
    return None, found.problems


def _examine(raw: bytes, found: Examined) -> None:
    if raw.startswith(_OLE):
        found.report("XCH01", why="old")
    elif not raw.startswith(_ZIP):
        found.report("XCH01", why="form")
    else:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _archive(archive, len(raw), found)


def _archive(archive: zipfile.ZipFile, size: int, found: Examined) -> None:
    parts = [one for one in archive.infolist() if not one.is_dir()]
    if any(one.flag_bits & _ENCRYPTED for one in parts):
        found.report("XCH01", why="old")
        return
    packed = sum(one.compress_size for one in parts)
    if len(parts) > MAX_PARTS or packed > size:  # parts that lie in one another
        found.report("XCH02", why="bomb", limit=MAX_UNPACKED // 1024**2)
        return
    for why in _active(parts, found.inert):
        found.report("XCH03", why=why)
    left = MAX_UNPACKED
    for one in parts:
        left -= _unpacked(archive, one, left, found)
        if found.problems:
            return
    for one in parts:
        if one.filename.lower().endswith((".xml", ".rels")):
            with archive.open(one) as stream:
                _part(stream, one.filename, found)


def _active(parts: list[zipfile.ZipInfo], inert: tuple[str, ...]) -> Iterator[str]:
    names = "\n".join(f"/{one.filename.lower()}" for one in parts)
    active = (why for name, why in _ACTIVE.items() if name not in inert and f"/{name}" in names)
    yield from dict.fromkeys(active)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, found: Examined) -> int:
    """Unpack a part into nothing; its size, counted until it is too much."""
    most = max(part.compress_size * MAX_RATIO, _SMALL)
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > min(most, left):
                found.report("XCH02", why="bomb", limit=MAX_UNPACKED // 1024**2)
                break
    return size


def _part(stream: IO[bytes], name: str, found: Examined) -> None:
    try:
        for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
            found.elements += 1
            if found.elements > MAX_ELEMENTS:
                found.report("XCH02", why="elements", limit=MAX_ELEMENTS)
                return
            _element(element.tag, element.attrib, name, found)
            element.clear()
    except DefusedXmlException:
        found.report("XCH03", why="entity")


def _element(tag: str, attributes: dict[str, str], name: str, found: Examined) -> None:
    if tag == f"{_MAIN}mergeCell":
        found.merged.setdefault(name, []).append(attributes.get("ref", ""))
    elif "macroEnabled" in attributes.get("ContentType", ""):
        found.report("XCH03", why="macro")
    elif attributes.get("TargetMode") == "External" and not found.linked:
        kind = attributes.get("Type", "")
        if kind.endswith(_REMOTE) and not kind.endswith(found.inert):
            found.linked = True
            found.report("XCH03", why="link", value=attributes.get("Target", "")[:_QUOTED])
