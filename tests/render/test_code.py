"""Codes that both decoders read, all of one size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handbook.render.code import modules
from handbook.render.proof import Proof
from tests.codes import read

COPY = Proof("SOP-CMP-01", "2.1.0", "1a2b3c4d")


def drawn(address: str, scale: int = 3) -> Image.Image:
    rows = modules(address)
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + 4, y + 4), 0)
    return image.resize((image.width * scale, image.height * scale))


@pytest.mark.parametrize("letters", [1, 20, 50])
def test_codes_of_usual_addresses_have_one_size(letters: int) -> None:
    assert len(modules(COPY.address(f"https://{'h' * letters}.cn/"))) == 37


@settings(max_examples=40)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-./", max_size=120))
def test_both_decoders_read_any_address(path: str) -> None:
    address = COPY.address(f"https://h.example/{path}/")
    assert read(drawn(address)) == [{address}, {address}]
