"""What a printed copy is checked by: an address that names it, as a code that can be read."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handbook.render.proof import Proof, modules
from tests.codes import read

SITE = "https://handbook.example.com/"
COPY = Proof("SOP-CMP-01", "2.1.0", "1a2b3c4d")


def drawn(address: str, scale: int = 3) -> Image.Image:
    rows = modules(address)
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + 4, y + 4), 0)
    return image.resize((image.width * scale, image.height * scale))


def test_an_address_names_document_version_and_digest() -> None:
    parts = urlsplit(COPY.address(SITE))
    assert parts.path == "/verify/"
    assert parse_qs(parts.query) == {"id": ["SOP-CMP-01"], "v": ["2.1.0"], "d": ["1a2b3c4d"]}
    edition = Proof("", "", "", "2026.11.22-1a2b3c4d").address(SITE)
    assert parse_qs(urlsplit(edition).query) == {"e": ["2026.11.22-1a2b3c4d"]}


@pytest.mark.parametrize("letters", [1, 20, 50])
def test_codes_of_usual_addresses_have_one_size(letters: int) -> None:
    assert len(modules(COPY.address(f"https://{'h' * letters}.cn/"))) == 37


@settings(max_examples=40)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-./", max_size=120))
def test_both_decoders_read_any_address(path: str) -> None:
    address = COPY.address(f"https://h.example/{path}/")
    assert read(drawn(address)) == [{address}, {address}]
