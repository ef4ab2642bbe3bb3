"""The inks of a finished file: grey, black alone for what looks black, and that of marks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pikepdf

Ink = Callable[[bytes], bytes]
"""Changes the colours of a drawing."""
# Where a page is set by WeasyPrint, colours stand in these operators alone.
_COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")
_WEIGHTS = (0.299, 0.587, 0.114)
"""Of red, green and blue in brightness, as ITU-R BT.601 has it."""
_DARK = 0.45
"""What is darker is text, a rule or below white text: a screen of dots would blur it."""
_NEUTRAL = 0.1
"""Red, green and blue that differ by less look like a shade of black."""
REGISTRATION = "/All CS 1 SCN"
"""Strokes in every ink there is, where :func:`registration` is a colour space of this name."""


def registration() -> pikepdf.Object:
    """The colour of marks that stand on each plate of a shop; elsewhere it is black."""
    tint = pikepdf.Dictionary(FunctionType=2, N=1)
    tint.Domain, tint.C0 = pikepdf.Array([0, 1]), pikepdf.Array([1])
    tint.C1 = pikepdf.Array([0])
    name = pikepdf.Name
    return pikepdf.Array([name.Separation, name.All, name.DeviceGray, tint])


def drawn(pdf: pikepdf.Pdf, ink: Ink) -> None:
    """Change the colours of all drawings of a file."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
            thing.write(ink(thing.read_bytes()))
    for page in pdf.pages:
        page.contents_coalesce()
        page.obj.Contents.write(ink(page.obj.Contents.read_bytes()))


def grey(drawing: bytes) -> bytes:
    """Each colour as the grey of its brightness, a dark one as black."""
    return _COLOUR.sub(lambda found: _in_black(found, _brightness(found)), drawing)


def black(drawing: bytes) -> bytes:
    """Dark colours that look like black, in black: on four plates small text would blur."""
    return _COLOUR.sub(_black_if_neutral, drawing)


def _black_if_neutral(found: re.Match[bytes]) -> bytes:
    parts, brightness = _parts(found), _brightness(found)
    neutral = max(parts) - min(parts) < _NEUTRAL
    return _in_black(found, brightness) if neutral and brightness < _DARK else found[0]


def _in_black(found: re.Match[bytes], brightness: float) -> bytes:
    sign = b"g" if found[4] == b"rg" else b"G"
    return b"0 %s" % sign if brightness < _DARK else b"%.3f %s" % (brightness, sign)


def _brightness(found: re.Match[bytes]) -> float:
    return sum(weight * part for weight, part in zip(_WEIGHTS, _parts(found), strict=True))


def _parts(found: re.Match[bytes]) -> list[float]:
    return [float(part) for part in found.groups()[:3]]
