"""What was set with other fonts is set again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handbook.press.cards.job import key
from handbook.press.feed import Sheet
from handbook.press.installed import fonts_key, setting_key
from tests.press.conftest import PAGE

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
LISTED = '<!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of all fonts of this machine, which holds one."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    (tmp_path / "fonts.conf").write_text(LISTED.format(folder))
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    with TTFont(FONT, fontNumber=0) as font:
        del font["GSUB"], font["GPOS"]
        font.save(folder / "one.otf")
    yield folder
    forget()


def forget() -> None:
    fonts_key.cache_clear()
    setting_key.cache_clear()


def keys(folder: Path) -> tuple[bytes, str, str]:
    forget()
    return fonts_key(), Sheet.of(PAGE.format(body="甲"), folder).key, key(["甲"])


def test_another_build_of_a_font_is_other_keys(fonts: Path) -> None:
    before = keys(fonts)
    with TTFont(fonts / "one.otf") as font:
        font["head"].fontRevision += 1
        font.save(fonts / "one.otf")
    assert not set(keys(fonts)) & set(before)


def test_the_same_fonts_elsewhere_are_the_same_keys(fonts: Path) -> None:
    before = keys(fonts)
    (fonts / "deeper").mkdir()
    shutil.move(fonts / "one.otf", fonts / "deeper" / "two.otf")
    assert keys(fonts) == before


def test_where_nothing_lists_fonts_they_are_in_no_key(
    fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert keys(fonts) == keys(fonts)
