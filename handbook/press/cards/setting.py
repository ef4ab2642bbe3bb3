"""A card is set: the largest type that fits is sought, then PDFs and pictures are made of it.

Runs in a worker process; what goes in and out can be pickled.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import pypdfium2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from handbook.press.cards.fit import Measured, Search, faults, measured, spread
from handbook.press.cards.impose import folded
from handbook.press.cards.job import CardJob, Fault, SetCard, SetSize, SizeJob
from handbook.press.engine import PressError, strictly

_PREVIEW = 360
"""Pixels of the longer side of a preview."""
_PIXEL = 0.75
"""Points in a pixel of CSS."""


def set_card(job: CardJob) -> SetCard:
    """Set a card in all of its sizes; raises PressError for what WeasyPrint would only log."""
    gc.disable()  # as for chapters: boxes live until the page is written
    try:
        with strictly():
            return _set(job)
    except PressError as error:
        raise PressError(f"{job.id}: {error}") from error
    finally:
        gc.enable()


def _set(job: CardJob) -> SetCard:
    sizes, found = {}, []
    for one in job.sizes:
        document, points, wrong = _laid_out(one)
        data = document.write_pdf(
            pdf_identifier=f"{job.id} {one.size}".encode(), pdf_variant="pdf/ua-1", finisher=_mended
        )
        previews = pictures(data)
        sizes[one.size] = SetSize(folded(data) if job.tent else data, previews, points)
        found += wrong
    return SetCard(sizes, tuple(found))


def _mended(document: Any, pdf: Any) -> None:
    """Say of figures where they stand on the page, which WeasyPrint tells in its own pixels."""
    height = document.pages[0].height
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("S") == "/Figure":
            left, top, right, bottom = thing["A"]["BBox"]
            box = (left, height - bottom, right, height - top)
            thing["A"]["BBox"][:] = [round(edge * _PIXEL, 1) for edge in box]


def _laid_out(one: SizeJob) -> tuple[Any, tuple[float, ...], list[Fault]]:
    """The card with the largest type that fits on each face, and what is wrong if none does."""
    ladder = one.places.ladder
    searches = [Search(one) for _ in range(one.faces)]
    wanted = [ladder[len(ladder) // 2]] * one.faces
    while True:
        points = wanted
        document, faces = _layout(one, points)
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
    return document, tuple(points), wrong


def _layout(one: SizeJob, points: Sequence[float]) -> tuple[Any, list[Measured]]:
    sizes = "".join(f".face-{n} .body {{ font-size: {p}pt }}" for n, p in enumerate(points, 1))
    html = HTML(string=one.html, url_fetcher=URLFetcher(allowed_protocols=()))
    document = html.render(stylesheets=[_css(one.css), CSS(string=sizes)], font_config=_fonts())
    # The public interface tells of links and anchors only, not of where boxes are.
    return document, [measured(page._page_box) for page in document.pages]  # noqa: SLF001


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
        document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
        data = document.write_pdf(
            stylesheets=[_css(css)], font_config=_fonts(), pdf_identifier=b"specimen"
        )
    return bytes(data)
