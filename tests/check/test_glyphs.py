"""The table of printable characters says what the fonts hold."""

from __future__ import annotations

import subprocess

import pytest

from handbook.check.glyphs import TABLE, is_held
from tests.check.glyphs import FAMILY, table

INSTALLED = (
    FAMILY
    in subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
)


@pytest.mark.skipif(not INSTALLED, reason="needs the fonts of print")
def test_the_table_is_that_of_the_fonts() -> None:
    assert TABLE.read_text("ascii") == table()


@pytest.mark.parametrize("character", ["中", "國", "A", "，", "𠮷", "\n", "\ufe0f", "\u200b"])
def test_what_the_fonts_hold_or_need_not_hold(character: str) -> None:
    assert is_held(character)


@pytest.mark.parametrize("character", ["😀", "\ue123", "\U000323af", "ก"])
def test_what_no_font_of_print_has(character: str) -> None:
    assert not is_held(character)
