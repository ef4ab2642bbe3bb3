"""A picture has too few pixels to be printed.

A picture in a document is printed 80 mm wide. Below 300 dots an inch its text and edges are not
sharp, so it needs at least 945 pixels in width. Drawings (SVG) have no pixels and are always
sharp.

Wrong::

    images/counter.png    320 x 240

Right::

    images/counter.png    1280 x 960
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from handbook.check.pictures import name_of
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_WIDTH_MM = 80
_DPI = 300
_MM_AN_INCH = 25.4
LEAST = math.ceil(_WIDTH_MM / _MM_AN_INCH * _DPI)
"""The least width in pixels."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each picture that is narrower than :data:`LEAST`."""
    for picture in context.library.pictures:
        pixels = context.library.pixels.get(name_of(picture.file) or "")
        if pixels and 0 < pixels[0] < LEAST:
            dpi = pixels[0] * _MM_AN_INCH / _WIDTH_MM
            args = {"file": picture.file, "width": pixels[0], "dpi": f"{dpi:.0f}", "least": LEAST}
            yield Problem("FMT32", picture.place, args)


RULE = Rule(
    code="FMT32",
    severity=Severity.WARNING,
    title=Words("图片太粗，印出来模糊", "Picture too coarse for print"),
    message=Words(
        "图片「{file}」宽 {width} 像素，印出来只有 {dpi} dpi，不够清晰",
        "the picture “{file}” is {width} pixels wide and would be printed at {dpi} dpi, not sharp",
    ),
    hint=Words(
        "换成宽度不少于 {least} 像素的原图，不要放大小图",
        "take an original at least {least} pixels wide; enlarging a small one does not help",
    ),
    check=check,
    module=__name__,
)
