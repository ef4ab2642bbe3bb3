"""A finished file as one to be kept for long: PDF/A-2u (ISO 19005-2), still PDF/UA-1.

Fonts are embedded and their text can be read already. What is added: what its colours mean, and
metadata that say so. Pictures lose what the standard forbids.
"""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pikepdf

from handbook.press.metadata import About, xmp
from handbook.press.writer import rewritten

_PROFILE = "sRGB2014.icc"
"""Of the International Color Consortium; WeasyPrint brings it."""


def archived(data: bytes) -> bytes:
    """A tagged file as PDF/A-2u; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                _keepable(thing)
        pdf.Root.OutputIntents = pikepdf.Array([_intent(pdf)])
        pdf.Root.Metadata = pdf.make_stream(
            xmp(About.of(pdf), archival=True), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        return rewritten(pdf)


def _intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """What the colours of a file mean."""
    profile = pdf.make_stream((files("weasyprint.pdf") / _PROFILE).read_bytes(), N=3)
    intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1)
    intent.OutputConditionIdentifier = intent.Info = pikepdf.String("sRGB")
    intent.DestOutputProfile = profile
    return pdf.make_indirect(intent)


def _keepable(picture: pikepdf.Stream) -> None:
    """Take from a picture what PDF/A forbids: smoothing, and inks that nothing defines."""
    if "/Interpolate" in picture:
        picture.Interpolate = False
    if picture.get("/ColorSpace") != "/DeviceCMYK":
        return
    pixels = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
    picture.write(pixels.tobytes())
    picture.ColorSpace = pikepdf.Name.DeviceRGB
    if "/Decode" in picture:
        del picture["/Decode"]
