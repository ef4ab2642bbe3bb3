"""Embedded fonts hold the outlines of what is shown, under the numbers that the text has."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from page import validate_pdf_bytes
from PIL import Image, ImageChops
from weasyprint import HTML

from handbook.press.outlines import Outlines, bared

# Hanzi, Latin letters and figures, half-width marks: each of a group with widths of its own.
PAGE = """<html lang="zh-Hans"><title>字</title><style>
@page { size: 120mm 60mm; margin: 5mm }
html { font: 16pt "%s" } p { margin: 0 } .half { font-feature-settings: "halt" }
</style><p>退换货 Refund 1,234.50 元 — fjord</p>
<p class="half">（您好），《次日达》。</p><p><b>七天 7 days</b></p>"""
SANS, LATIN = "Noto Sans CJK SC", "DejaVu Sans"


def written(html: str, *, alone: bool) -> bytes:
    document = HTML(string=html).render()
    if alone:
        document.fonts = Outlines()
    finisher = bared if alone else None
    data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"x", finisher=finisher)
    return bytes(data)


def seen(data: bytes) -> Image.Image:
    (page,) = pypdfium2.PdfDocument(data)
    image: Image.Image = page.render(scale=3).to_pil()
    return image.convert("L")


def embedded(data: bytes) -> Iterator[tuple[Any, bytes]]:
    """Each font of a file with its program."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.values():
            inner = font.DescendantFonts[0]
            yield inner, inner.FontDescriptor.FontFile3.read_bytes()


def widths_in(program: bytes) -> dict[int, float]:
    """The width of each character, as the font itself tells it."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    top, found = fonts[0], {}
    for name in top.charset[1:]:
        outline = top.CharStrings[name]
        group = outline.private
        extractor = T2WidthExtractor([], [], group.nominalWidthX, group.defaultWidthX)
        extractor.execute(outline)
        found[int(name.removeprefix("cid"))] = extractor.width
    return found


@pytest.fixture(scope="module")
def alone() -> bytes:
    return written(PAGE % SANS, alone=True)


def test_the_page_looks_as_with_whole_tables(alone: bytes) -> None:
    difference = ImageChops.difference(seen(alone), seen(written(PAGE % SANS, alone=False)))
    assert (
        sum(difference.histogram()[40:]) == 0
    )  # without hinting, edges are a shade lighter or darker


def test_a_font_holds_its_outlines_under_their_numbers_and_widths(alone: bytes) -> None:
    for font, program in embedded(alone):
        known, told = widths_in(program), list(font.W)
        for first, some in zip(told[::2], told[1::2], strict=True):
            for number, width in enumerate(some, int(first)):
                assert number == 0 or abs(known[number] - float(width)) < 1


def test_it_takes_a_tenth_of_the_room(alone: bytes) -> None:
    assert len(alone) < len(written(PAGE % SANS, alone=False)) / 10


def test_it_is_accessible_and_can_be_searched(alone: bytes) -> None:
    assert [one.message for one in validate_pdf_bytes(alone, profile="ua1").failures] == []
    text = pypdfium2.PdfDocument(alone)[0].get_textpage().get_text_range()
    assert "退换货 Refund 1,234.50 元" in text


def test_a_font_without_numbered_characters_is_embedded_as_ever() -> None:
    html = PAGE % LATIN
    html = html.replace("退换货", "").replace("元 —", "").replace("七天", "")
    html = html.replace("（您好），《次日达》。", "x")
    assert written(html, alone=True) == written(html, alone=False)


def test_the_same_page_gives_the_same_bytes(alone: bytes) -> None:
    assert alone == written(PAGE % SANS, alone=True)
