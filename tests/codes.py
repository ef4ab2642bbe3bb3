"""QR codes as two independent decoders read them, from pictures and from pages of a PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import zxingcpp
from PIL import Image
from pyzbar import pyzbar

DPI = 150


def read(image: Image.Image) -> list[set[str]]:
    """What each decoder finds."""
    bars = pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [
        {found.text for found in zxingcpp.read_barcodes(image)},
        {bar.data.decode() for bar in bars},
    ]


def pages_of(document: Path, folder: Path, *, foot: bool = False) -> Iterator[Image.Image]:
    """The pages of a PDF as a raster of 150 dpi; only the left of each page's foot, if asked."""
    part = ["-x", "0", "-y", str(1754 - 190), "-W", "420", "-H", "190"] if foot else []
    asked = ["pdftoppm", "-r", str(DPI), "-gray", *part]
    subprocess.run([*asked, document, folder / "page"], check=True)
    for path in sorted(folder.glob("page-*.pgm")):
        with Image.open(path) as image:
            yield image.copy()
        path.unlink()
