"""The size of a picture in pixels, from the head of its file."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

Pixels = tuple[int, int]
VECTOR: Pixels = (0, 0)
"""The size of a drawing, which has none."""

_MARK = 0xFF
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_BARE = {0x01, *range(0xD0, 0xD9)}
_HEAD = 4096


def pixels(path: Path) -> Pixels | None:
    """Width and height of a PNG, JPEG or WebP file; :data:`VECTOR` for SVG, else None."""
    try:
        with path.open("rb") as file:
            return _pixels(file)
    except (OSError, struct.error, IndexError):
        return None


def _pixels(file: BinaryIO) -> Pixels | None:
    head = file.read(_HEAD)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head.startswith(b"\xff\xd8"):
        return _jpeg(file)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    return VECTOR if b"<svg" in head else None


def _jpeg(file: BinaryIO) -> Pixels | None:
    """Walk the segments up to the frame header; a camera may put much before it."""
    file.seek(2)
    while (marker := file.read(2)) and marker[0] == _MARK:
        if marker[1] == _MARK:  # a byte of padding
            file.seek(-1, 1)
        elif marker[1] in _FRAMES:
            _, _, height, width = struct.unpack(">HBHH", file.read(7))
            return width, height
        elif marker[1] not in _BARE:
            (length,) = struct.unpack(">H", file.read(2))
            file.seek(max(length - 2, 0), 1)
    return None


def _webp(head: bytes) -> Pixels | None:
    form = head[12:16]
    if form == b"VP8X":
        return (
            int.from_bytes(head[24:27], "little") + 1,
            int.from_bytes(head[27:30], "little") + 1,
        )
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
