"""Objects of a PDF as byte templates that are placed in any file by filling in one number each.

A template is what ``bytes % tuple`` takes: every object number is a hole of fixed width, so that
filling moves nothing and offsets are known beforehand. Numbers in holes are local, counted from 0.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pikepdf

HOLE = b"%7d"
REFERENCE = HOLE + b" 0 R"
_WIDTH = 7

# A string, which is left alone; a reference; a mark made by `fixed` or `own`.
_TOKEN = re.compile(rb"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R|/@(own|n?\d+)")
_RANGE = re.compile(rb"\x00([^\x01]+)\x01|\x00\x01")


def fixed(number: int) -> pikepdf.Object:
    """Stands in an object for a reference to an object that has the same number in every file."""
    return pikepdf.Name(f"/@{number}")


def local(number: int) -> pikepdf.Object:
    """Stands in an object for a reference to an object by its local number."""
    return pikepdf.Name(f"/@n{number}")


def own() -> pikepdf.Object:
    """Stands in an object for its own number: a key that no other object of a file has."""
    return pikepdf.Name("/@own")


def marked(kind: str, text: bytes) -> bytes:
    """A piece of a template that may have to be painted over later."""
    return b"\x00" + kind.encode() + b"\x01" + text + b"\x00\x01"


@dataclass(frozen=True, slots=True)
class Template:
    """Bytes with holes, and the local number of each."""

    text: bytes
    holes: tuple[int, ...] = ()

    def __add__(self, other: Template) -> Template:
        return Template(self.text + other.text, self.holes + other.holes)

    def placed(self, base: int) -> bytes:
        """The bytes, local numbers counted from ``base``."""
        return self.text % tuple([base + hole for hole in self.holes])

    @classmethod
    def join(cls, parts: Iterable[Template]) -> Template:
        listed = list(parts)
        holes = tuple(hole for part in listed for hole in part.holes)
        return cls(b"".join(part.text for part in listed), holes)

    @classmethod
    def of(
        cls, thing: pikepdf.Object, number: Callable[[tuple[int, int]], int], me: int
    ) -> Template:
        """What a file says of an object; ``number`` gives the local numbers of what it names.

        A negative one stands for an object that has that number in every file.
        """
        holes: list[int] = []

        def replaced(match: re.Match[bytes]) -> bytes:
            if match[1] is not None:
                return referred(number((int(match[1]), int(match[2]))))
            if match[3] is None:
                return match[0].replace(b"%", b"%%")
            if match[3] == b"own":
                holes.append(me)
                return b" " + HOLE
            return referred(int(match[3][1:]) if match[3][:1] == b"n" else -int(match[3]))

        def referred(to: int) -> bytes:
            if to < 0:
                return b" %d 0 R" % -to
            holes.append(to)
            return b" " + REFERENCE

        raw = thing.unparse(resolved=True)
        pieces, end = [], 0
        for match in _TOKEN.finditer(raw):
            pieces += [raw[end : match.start()].replace(b"%", b"%%"), replaced(match)]
            end = match.end()
        pieces.append(raw[end:].replace(b"%", b"%%"))
        return cls(b"".join(pieces), tuple(holes))


def reference(number: int) -> Template:
    return Template(REFERENCE, (number,))


def plain(text: bytes) -> Template:
    """Bytes as they are."""
    return Template(text.replace(b"%", b"%%"))


@dataclass(frozen=True, slots=True)
class Group:
    """Objects that share a stream of objects of the file."""

    text: bytes
    holes: array[int]
    count: int
    first: int
    """Where the first object begins, after the table of numbers and offsets."""

    @property
    def numbers(self) -> array[int]:
        """Local numbers of the objects: the holes of the table."""
        return self.holes[: self.count]

    def placed(self, base: int) -> bytes:
        """The uncompressed content of the stream, local numbers counted from ``base``."""
        return self.text % tuple([base + hole for hole in self.holes])


def grouped(objects: list[tuple[int, Template]]) -> tuple[Group, list[tuple[str, int, int]]]:
    """Objects by local number as a group; and the marked ranges: kind, start and end in it."""
    table, offset = [], 0
    bodies = [body.text for _, body in objects]
    for (number, body), text in zip(objects, bodies, strict=True):
        table.append(Template(HOLE + f" {offset} ".encode(), (number,)))
        shown = _RANGE.sub(b"", text)
        offset += len(shown % tuple([0] * len(body.holes))) + 1
    head = Template.join(table)
    whole = head + Template.join(body + Template(b"\n") for _, body in objects)
    filled = whole.text % tuple([0] * len(whole.holes))
    first = len(head.text % tuple([0] * len(head.holes)))
    group = Group(_RANGE.sub(b"", whole.text), array("I", whole.holes), len(objects), first)
    return group, list(_ranges(filled))


def _ranges(filled: bytes) -> Iterable[tuple[str, int, int]]:
    removed, start, kind = 0, 0, ""
    for match in _RANGE.finditer(filled):
        here = match.start() - removed
        if match[1] is not None:
            kind, start = match[1].decode(), here
        else:
            yield kind, start, here
        removed += len(match[0])


def text_string(text: str) -> bytes:
    """A text as a PDF writes it: ASCII as it is, all else as UTF-16."""
    if text.isascii() and text.isprintable():
        return b"(" + re.sub(rb"[()\\]", rb"\\\g<0>", text.encode()) + b")"
    return b"<" + ("\ufeff" + text).encode("utf-16-be", "replace").hex().encode() + b">"
