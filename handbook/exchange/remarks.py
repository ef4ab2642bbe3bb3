"""What reviewers leave in a workbook beside the words of its cells: comments, and struck words."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.utils import column_index_from_string

from handbook.exchange.grid import Remark

_RELATIONS = re.compile(r"(.*)/_rels/([^/]+)\.rels")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_KINDS = ("/threadedComment", "/comments")
"""Threads come first: each has a plain comment too, which tells that there is a thread."""
_TEXTS = re.compile(r".*/(sharedStrings|worksheets/[^/]+)\.xml")
_OFF = ("0", "false")


class Remarks:
    """The remarks of a workbook that was examined."""

    def __init__(self, raw: bytes) -> None:
        self.comments: dict[str, list[Remark]] = {}
        """By the part of a sheet."""
        self.struck: dict[str, str] = {}
        """By the whole text of a cell those of its words that are struck through."""
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in archive.namelist():
                if found := _RELATIONS.fullmatch(name):
                    part = posixpath.join(*found.groups())
                    self.comments[part] = list(_comments(archive, name, found[1]))
                elif _TEXTS.fullmatch(name) and b"strike" in (content := archive.read(name)):
                    self.struck |= dict(_struck(io.BytesIO(content)))


def _comments(archive: zipfile.ZipFile, relations: str, folder: str) -> Iterator[Remark]:
    """The comments that a part is related to, those on one cell as one."""
    parts = archive.namelist()
    related = [dict(one.attrib) for one in fromstring(archive.read(relations))]
    seen: set[str] = set()
    for kind in _KINDS:
        told: dict[str, list[str]] = {}
        for one in related:
            target = posixpath.join("/", folder, one.get("Target", ""))
            part = posixpath.normpath(target).lstrip("/")
            if one.get("Type", "").endswith(kind) and part in parts and part.endswith(".xml"):
                for entry in _all(fromstring(archive.read(part)), kind[1:].removesuffix("s")):
                    told.setdefault(entry.get("ref", ""), []).append(_words(entry))
        for cell, words in told.items():
            found = _CELL.fullmatch(cell)
            if found and cell not in seen:
                column = column_index_from_string(found[1])
                yield Remark(int(found[2]), column, "comment", " / ".join(words))
        seen |= told.keys()


def _struck(part: IO[bytes]) -> Iterator[tuple[str, str]]:
    for _, entry in iterparse(part):
        if entry.tag.endswith(("}si", "}is")):
            runs = list(_all(entry, "r"))
            if words := "".join(_words(run) for run in runs if _is_struck(run)):
                yield "".join(one.text or "" for run in runs for one in _all(run, "t")), words
            entry.clear()


def _is_struck(run: Any) -> bool:
    return any(one.get("val", "1") not in _OFF for one in _all(run, "strike"))


def _words(element: Any) -> str:
    """What an element says, on one line."""
    return " ".join("".join(element.itertext()).split())


def _all(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name below another, whatever their namespace."""
    yield from (one for one in element.iter() if str(one.tag).rpartition("}")[2] == name)
