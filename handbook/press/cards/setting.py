"""A card is set: the largest type that fits is sought, then PDFs and pictures are made of it.

Runs in a worker process; what goes in and out can be pickled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from handbook.load.collector import collector_paused
from handbook.press.cards.fit import Measured, Search, faults, first_sizes, measured, spread
from handbook.press.cards.impose import folded
from handbook.press.cards.job import CardJob, Fault, SetCard, SetSize, SizeJob
from handbook.press.engine import strictly
from handbook.press.error import PressError
from handbook.press.ink import black, drawn
from handbook.press.outlines import Outlines, bared
from handbook.press.weasy import CSS, HTML, FontConfiguration, URLFetcher
from handbook.press.writer import rewritten

_PREVIEW = 360
"""Pixels of the longer side of a preview."""
_PIXEL = 0.75
"""Points in a pixel of CSS."""


def set_card(job: CardJob) -> SetCard:
    """Set a card in all of its sizes; raises PressError for what WeasyPrint would only log."""
    try:
        with collector_paused(), strictly():
            return _set(job)
    except PressError as error:
        raise PressError(f"{job.id}: {error}") from error


def _set(job: CardJob) -> SetCard:
    sizes, found = {}, []
    for one in job.sizes:
        document, points, wrong = _laid_out(one)
        document.fonts = Outlines()
        data = document.write_pdf(
            pdf_identifier=f"{job.id} {one.size}".encode(), pdf_variant="pdf/ua-1", finisher=_mended
        )
        if document.pages[0].bleed["left"]:
            data = _for_a_shop(data)
        previews = pictures(data)
        sizes[one.size] = SetSize(folded(data) if job.tent else data, previews, points)
        found += wrong
    return SetCard(sizes, tuple(found))


def _mended(document: Any, pdf: Any) -> None:
    """Embed outlines alone, and say where figures stand, which WeasyPrint tells in its pixels."""
    bared(document, pdf)
    height = document.pages[0].height
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("S") == "/Figure":
            left, top, right, bottom = thing["A"]["BBox"]
            box = (left, height - bottom, right, height - top)
            thing["A"]["BBox"][:] = [round(edge * _PIXEL, 1) for edge in box]


def _for_a_shop(data: bytes) -> bytes:
    """A card that a shop prints: what looks black is, and the code on it stays sharp."""
    with pikepdf.open(BytesIO(data)) as pdf:
        drawn(pdf, black)
        return rewritten(pdf)


def _laid_out(one: SizeJob) -> tuple[Any, tuple[float, ...], list[Fault]]:
    """The card with the largest type that fits on each face, and what is wrong if none does."""
    searches = [Search(one) for _ in range(one.faces)]
    tried = _Tried(one)
    wanted = first_sizes(tried.source.etree_element, one)
    while True:
        faces = tried.faces(wanted)
        points = wanted
        wanted = [
            search.next(face, size)
            for search, face, size in zip(searches, faces, points, strict=True)
        ]
        if wanted == points:
            break
    for face, size in zip(faces, points, strict=True):
        spread(face, one.places, size)
    wrong = [
        fault
        for number, face in enumerate(faces)
        for fault in faults(face, number, one.size, one.places)
    ]
    return tried.document(points), tuple(points), wrong


class _Tried:
    """The faces of a card, each laid out once in a size of type: they do not touch each other."""

    def __init__(self, one: SizeJob) -> None:
        self._one = one
        self.source = HTML(string=one.page, url_fetcher=URLFetcher(allowed_protocols=()))
        self._pages: dict[tuple[int, float], tuple[Any, Measured]] = {}
        self._last: Any = None

    def faces(self, sizes: Sequence[float]) -> list[Measured]:
        """Every face in the size given for it."""
        self._lay_out({n: size for n, size in enumerate(sizes) if (n, size) not in self._pages})
        return [self._pages[face][1] for face in enumerate(sizes)]

    def document(self, sizes: Sequence[float]) -> Any:
        """All faces, each in its size, ready to be written."""
        return self._last.copy([self._pages[face][0] for face in enumerate(sizes)])

    def _lay_out(self, sizes: Mapping[int, float]) -> None:
        if not sizes:
            return
        rules = "".join(
            f".face-{n + 1} .body {{ font-size: {sizes[n]}pt }}"
            if n in sizes
            else f".face-{n + 1} {{ display: none }}"
            for n in range(self._one.faces)
        )
        self._last = self.source.render(
            stylesheets=[_css(self._one.css), CSS(string=rules)], font_config=_fonts()
        )
        for face, page in zip(sizes.items(), self._last.pages, strict=True):
            # The public interface tells of links and anchors only, not of where boxes are.
            self._pages[face] = page, measured(page._page_box)  # noqa: SLF001


@lru_cache(maxsize=32)
def _css(text: str) -> CSS:
    return CSS(string=text, font_config=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def pictures(data: bytes) -> tuple[bytes, ...]:
    """A small picture of every page, as PNG."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        left, bottom, right, top = page.get_trimbox()
        page.set_cropbox(left, bottom, right, top)
        image = page.render(scale=_PREVIEW / max(right - left, top - bottom)).to_pil()
        out = BytesIO()
        image.quantize(64).save(out, "PNG", optimize=True)
        found.append(out.getvalue())
    return tuple(found)


def set_specimen(html: str, css: str) -> bytes:
    """Set a page that holds every character of some cards; raises PressError."""
    with strictly():
        source = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
        document = source.render(stylesheets=[_css(css)], font_config=_fonts())
        document.fonts = Outlines()
        data = document.write_pdf(pdf_identifier=b"specimen", finisher=bared)
    return bytes(data)
