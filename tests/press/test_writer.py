"""A file that is written from front to back, and what its last edition had compressed."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf

from handbook.press.writer import Deflate, Writer

LONG = b"q 1 0 0 1 0 0 cm Q\n" * 100


def test_what_was_compressed_is_not_compressed_again() -> None:
    first = Deflate()
    packed = first(LONG)
    assert zlib.decompress(packed) == LONG
    ((digest, kept),) = first.made.items()
    assert kept == packed
    again = Deflate({digest: b"as it was"})
    assert again(LONG) == b"as it was"
    assert again.made == {digest: b"as it was"}
    assert zlib.decompress(again(LONG + b"Q")) == LONG + b"Q"


def test_short_streams_are_not_looked_up() -> None:
    deflate = Deflate()
    assert zlib.decompress(deflate(b"q Q")) == b"q Q"
    assert deflate.made == {}


def test_a_file_is_the_same_with_what_was_kept() -> None:
    def written(deflate: Deflate) -> bytes:
        out = BytesIO()
        writer = Writer(out, 4, deflate)
        writer.deflated(1, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", LONG)
        writer.objects(
            [(2, b"<</Type/Catalog/Pages 3 0 R>>"), (3, b"<</Type/Pages/Count 0/Kids[]>>")]
        )
        writer.finish(b"/Root 2 0 R")
        return out.getvalue()

    first = Deflate()
    data = written(first)
    assert written(Deflate(first.made)) == data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.get_object(1, 0).read_bytes() == LONG
