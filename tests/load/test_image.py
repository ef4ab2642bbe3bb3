"""The size of a picture is read from the head of its file, whatever a camera put before it."""

from __future__ import annotations

import contextlib
import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handbook.load import image
from handbook.load.image import VECTOR, pixels


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.png", {}),
        ("a.jpg", {}),
        ("a.jpg", {"progressive": True}),
        ("a.jpg", {"exif": b"Exif\0\0" + b"x" * 60_000, "icc_profile": b"y" * 150_000}),
        ("a.webp", {}),
        ("a.webp", {"lossless": True}),
        ("a.webp", {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0"}),
    ],
)
def test_the_size_is_the_one_that_pillow_reads(
    tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    path = tmp_path / name
    Image.new("RGB", (123, 45)).save(path, **options)  # type: ignore[arg-type]
    assert pixels(path) == (123, 45)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', VECTOR),
        (b"GIF89a", None),
        (b"", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"\xff\xd8\xff\xe0\0\0" * 9, None),
        (b"RIFF\0\0\0\0WEBPVP8 ", None),
    ],
)
def test_what_is_no_picture_has_no_size(
    tmp_path: Path, raw: bytes, expected: tuple[int, int] | None
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(raw)
    assert pixels(path) == expected


def test_a_missing_file_has_no_size(tmp_path: Path) -> None:
    assert pixels(tmp_path / "none.png") is None


@given(st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBPVP8X"]), st.binary())
def test_no_bytes_break_the_reader(head: bytes, rest: bytes) -> None:
    with contextlib.suppress(IndexError, struct.error):  # which pixels() takes for no picture
        image._pixels(io.BytesIO(head + rest))
