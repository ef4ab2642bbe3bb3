"""WeasyPrint behind one function: HTML in, PDF bytes out, nothing fetched from elsewhere."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from html import unescape
from mimetypes import guess_type
from typing import Any
from urllib.parse import urljoin, urlsplit

from handbook.press.error import PressError, UnshownError
from handbook.press.faces import Faces
from handbook.press.outlines import Outlines, bared, unused
from handbook.press.pack import font_pack, pack
from handbook.press.stamps import Stamps
from handbook.press.structure import Element, structure
from handbook.press.weasy import (
    CSS,
    HTML,
    FatalURLFetchingError,
    FontConfiguration,
    URLFetcher,
    URLFetcherResponse,
    iri_to_uri,
)

_BASE = "file:///handbook/"
"""Where documents are that are set from what is given: nowhere."""
_LINK = re.compile(r'<a\b[^>]*\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class _FetchError(UnshownError, FatalURLFetchingError):
    """Fatal to WeasyPrint too, which else only logs what could not be fetched."""


class GivenFetcher(URLFetcher):
    """Serves what it was given and opens nothing."""

    def __init__(self, given: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._given = {urljoin(_BASE, name): data for name, data in given.items()}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint passes it
        """Give bytes by their address; raises UnshownError for any other."""
        if url not in self._given:
            raise _FetchError(f"not a file of the project: {url.removeprefix(_BASE)}")
        kind = guess_type(urlsplit(url).path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._given[url], {"Content-Type": kind})


def page_pack(html: str, shown: Mapping[str, bytes], zoom: float = 1.0, address: str = "") -> bytes:
    """Set a document as a page pack (:mod:`handbook.press.pack`), tagged and without fonts.

    ``shown`` are its pictures by path; nothing is opened. ``zoom`` reduces finished pages.
    ``address`` is where a copy is checked; without one its pages bear no code.

    Raises PressError for whatever WeasyPrint would only log: a missing picture, a dead link.
    """
    with strictly():
        document = _laid_out(html, shown)
        fonts = document.fonts = _Unembedded()
        elements: list[Element] = []
        data = document.write_pdf(
            pdf_variant="pdf/ua-1", zoom=zoom, uncompressed_pdf=True,  # packing compresses
            finisher=lambda _, pdf: elements.extend(structure(pdf, zoom)),
        )  # fmt: skip
    return pack(data, elements, _faces(fonts.values()), address, _said(html))


def pieces(html: str) -> Stamps:
    """Set the pieces that finished pages are stamped with; raises PressError as above."""
    with strictly():
        document = _laid_out(html, {})
        fonts = document.fonts = _Unembedded()
        data = document.write_pdf(pdf_identifier=b"stamps")
    return Stamps.read(data, _faces(fonts.values()))


def embedded(html: str, faces: Faces) -> bytes:
    """A pack of fonts that hold the glyphs of ``faces``, besides those that ``html`` sets.

    Raises PressError where ``html`` does not set every face.
    """
    with strictly():
        document, known = _specimen(html)
        fonts = document.fonts = _Filled(faces, known)
        data = document.write_pdf(pdf_identifier=b"fonts", finisher=bared)
    for name in sorted(faces.used.keys() - {font.hash for font in fonts.values()}):
        shown = "".join(text for _, text in faces.used[name].values())
        family = faces.families[name]
        raise PressError(f"{family} is no font of the handbook, but would show: {shown}")
    return font_pack(data, faces)


def _said(html: str) -> dict[str, str]:
    """What the links of a document say, by where they lead: of several the first with words."""
    said: dict[str, str] = {}
    for target, inner in _LINK.findall(html):
        words = " ".join(unescape(_TAG.sub(" ", inner)).split())
        if words:
            for one in (unescape(target), iri_to_uri(unescape(target))):  # as it is written
                said.setdefault(one, words)
    return said


def _laid_out(html: str, shown: Mapping[str, bytes]) -> Any:
    source = HTML(string=html, url_fetcher=GivenFetcher(shown), base_url=_BASE)
    head = source.etree_element.find("head")
    styles = head.findall("style")
    for style in styles:
        head.remove(style)
    sheets = [_stylesheet(style.text) for style in styles]
    return source.render(stylesheets=sheets, font_config=_fonts())


@lru_cache(maxsize=8)
def _stylesheet(css: str) -> CSS:
    """A style sheet, parsed: what one process sets has few."""
    return CSS(string=css, url_fetcher=GivenFetcher({}), base_url=_BASE, font_config=_fonts())


@cache
def _fonts() -> FontConfiguration:
    """The fonts of this machine, which take their time to be listed."""
    return FontConfiguration()


@lru_cache(maxsize=2)
def _specimen(html: str) -> tuple[Any, dict[int, Any]]:
    """A specimen, laid out, and room for its fonts: what one process binds has the same."""
    return _laid_out(html, {}), {}


class _Unembedded(dict[int, Any]):
    """Fonts of a document that are named in it, but not embedded: cutting them takes its time."""

    def __setitem__(self, key: int, font: Any) -> None:
        font.clean = lambda *_: None
        font.file_content = font.file_content[:4]  # which tells what kind of font it is
        super().__setitem__(key, font)

    def values(self) -> Any:
        """All fonts; of those in which a field would be typed no more is asked than of others."""
        for font in super().values():
            font.used_in_forms = False
        return super().values()


class _Filled(Outlines):
    """Fonts of a document that are embedded with more glyphs than it shows.

    ``known`` are those of the same document written before, which are not read again: a file of
    fonts is 20 MB.
    """

    def __init__(self, faces: Faces, known: dict[int, Any]) -> None:
        super().__init__()
        self._faces, self._known = faces, known
        for key, font in tuple(known.items()):
            self[key] = unused(font)

    def __setitem__(self, key: int, font: Any) -> None:
        self._known.setdefault(key, unused(font))
        for glyph, (width, text) in sorted(self._faces.used.get(font.hash, {}).items()):
            font.widths[glyph], font.to_unicode[glyph] = width, text
        super().__setitem__(key, font)


def _faces(fonts: Iterable[Any]) -> Faces:
    """The glyphs that fonts show."""
    faces = Faces()
    for font in fonts:
        used = faces.used.setdefault(font.hash, {})
        faces.families[font.hash] = font.family
        for glyph, text in font.to_unicode.items():
            used[glyph] = (round(font.widths[glyph]), text)
    return faces


@contextmanager
def strictly() -> Iterator[None]:
    """Raise PressError at the end of the block for whatever WeasyPrint would only log."""
    said: list[str] = []
    handler = _Collect(said)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    before, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
    if said:
        raise PressError("; ".join(dict.fromkeys(said)))


class _Collect(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
