"""A PDF file written from front to back: nothing that is written is held in memory."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

import pikepdf

_FORM = struct.Struct(">BIH")  # an entry of the table: kind, offset or stream, index
_ENTRY = _FORM.size
_FREE, _PLAIN, _PACKED = 0, 1, 2
_TOGETHER = 100
_LEVEL = 6
_SMALL = 1024


@dataclass(frozen=True)
class Deflate:
    """Compresses; what it compressed for the last edition of a file it does not compress again."""

    known: Mapping[str, bytes] = field(default_factory=dict)
    """Compressed bytes by a digest of what they were."""
    made: dict[str, bytes] = field(default_factory=dict)
    """The same of what was asked for now, but for what is compressed sooner than looked up."""

    def __call__(self, data: bytes) -> bytes:
        """Deflated; for the little that a stamp draws, usual tables cost more than it."""
        if len(data) < _SMALL:
            return _compressed(data, window=10, memory=3)
        key = hashlib.sha256(data).hexdigest()
        packed = self.known.get(key) or _compressed(data, window=zlib.MAX_WBITS, memory=8)
        self.made[key] = packed
        return packed


def _compressed(data: bytes, window: int, memory: int) -> bytes:
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, window, memory)
    return deflater.compress(data) + deflater.flush()


class Writer:
    """Writes objects under numbers, most of them packed into streams, and the table of them."""

    def __init__(self, out: BinaryIO, reserved: int, deflate: Deflate | None = None) -> None:
        """``reserved`` is the first number that :meth:`reserve` gives out."""
        self._out = out
        self._deflate = deflate or Deflate()
        self._at = 0
        self._digest = hashlib.sha256()
        self._table = bytearray(_ENTRY * reserved)
        # The comment of bytes above 127 says that the file is binary (ISO 32000-1, 7.5.2).
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    @property
    def size(self) -> int:
        """The number that is given out next."""
        return len(self._table) // _ENTRY

    def reserve(self, count: int = 1) -> int:
        """The first of so many new numbers in a row."""
        first = self.size
        self._table += bytes(_ENTRY * count)
        return first

    def stream(self, number: int, head: bytes, data: bytes) -> None:
        """Write a stream; ``head`` is its dictionary, which gives its length."""
        self._enter(number, _PLAIN, self._at, 0)
        # After data that ends with a return, a line feed alone would be taken for part of that end.
        self._write(b"%d 0 obj\n%b\nstream\n%b\r\nendstream\nendobj\n" % (number, head, data))

    def deflated(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream, compressed; ``entries`` are those of its dictionary besides that."""
        self.stream(number, *deflated(entries, data, self._deflate))

    def objects(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Write objects that are no streams."""
        for at in range(0, len(objects), _TOGETHER):
            some = objects[at : at + _TOGETHER]
            table, offset = [], 0
            for number, body in some:
                table.append(b"%d %d " % (number, offset))
                offset += len(body) + 1
            head = b"".join(table)
            content = head + b"\n".join(body for _, body in some)
            self.pack([number for number, _ in some], content, len(head))

    def pack(self, numbers: Sequence[int], content: bytes, first: int) -> None:
        """Write objects whose bodies begin at ``first`` of the content, after their offsets."""
        stream = self.reserve()
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), first)
        self.deflated(stream, entries, content)
        for index, number in enumerate(numbers):
            self._enter(number, _PACKED, stream, index)

    def finish(self, entries: bytes) -> None:
        """Write the table and the end; ``entries`` of the trailer name the catalogue."""
        number = self.reserve()
        at = self._at
        self._enter(number, _PLAIN, at, 0)
        self._table[0:_ENTRY] = b"\0\0\0\0\0\xff\xff"
        name = self._digest.hexdigest()[:32].encode()
        self.deflated(
            number,
            b"/Type/XRef/Size %d/W[1 4 2]/ID[<%b><%b>]%b" % (self.size, name, name, entries),
            bytes(self._table),
        )
        self._write(b"startxref\n%d\n%%%%EOF\n" % at)

    def _enter(self, number: int, kind: int, where: int, index: int) -> None:
        _FORM.pack_into(self._table, _ENTRY * number, kind, where, index)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._out.write(data)
        self._at += len(data)


def rewritten(pdf: pikepdf.Pdf) -> bytes:
    """A file as this writer writes it, all that it holds under the numbers that it has."""
    out = BytesIO()
    things = [(thing.objgen[0], thing) for thing in pdf.objects if thing.is_indirect]
    writer = Writer(out, 1 + max(number for number, _ in things))
    plain = []
    for number, thing in things:
        if isinstance(thing, pikepdf.Stream):
            raw = thing.read_raw_bytes()
            thing.stream_dict.Length = len(raw)
            writer.stream(number, thing.stream_dict.unparse(resolved=True), raw)
        else:
            plain.append((number, thing.unparse(resolved=True)))
    writer.objects(plain)
    named = b"/Root %d 0 R/Info %d 0 R"
    writer.finish(named % (pdf.Root.objgen[0], pdf.docinfo.objgen[0]))
    return out.getvalue()


def deflated(entries: bytes, data: bytes, deflate: Deflate) -> tuple[bytes, bytes]:
    """The dictionary of a stream and its data, compressed."""
    packed = deflate(data)
    return b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed


def references(numbers: Iterable[int]) -> bytes:
    """References to objects, in a row."""
    return b" ".join([b"%d 0 R" % number for number in numbers])
