"""WeasyPrint behind one function: HTML in, PDF bytes out, nothing fetched from elsewhere."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from handbook.press.faces import Faces
from handbook.press.pack import font_pack, pack
from handbook.press.stamps import Stamps

_BASE = "file:///handbook/"
"""Where documents are that are set from what is given: nowhere."""
_PICTURE = re.compile(
    r"""<(?:img|image|input|object|embed)\b[^>]*?\s(?:src|data|(?:xlink:)?href)="([^"#][^"]*)\""""
)


class PressError(FatalURLFetchingError):
    """A PDF could not be made as its source says. Fatal to WeasyPrint too, which else only logs."""


class LocalFetcher(URLFetcher):
    """Serves files below one folder, by real path; refuses everything else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file",))
        self._folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Open a file of the project; raises PressError for any other address."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(self._folder):
            raise PressError(f"not a file of the project: {url}")
        return super().fetch(path.as_uri(), headers)


class GivenFetcher(URLFetcher):
    """Serves what it was given and opens nothing."""

    def __init__(self, given: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._given = {urljoin(_BASE, name): data for name, data in given.items()}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint passes it
        """Give bytes by their address; raises PressError for any other."""
        if url not in self._given:
            raise PressError(f"not a file of the project: {url.removeprefix(_BASE)}")
        kind = guess_type(urlsplit(url).path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._given[url], {"Content-Type": kind})


def pdf(html: str, folder: Path, identifier: str) -> bytes:
    """Set a document; pictures may come from below ``folder``.

    Raises PressError for whatever WeasyPrint would only log: a missing picture, a dead link.
    """
    with _no_warnings() as said:
        base = folder.resolve().as_uri() + "/"
        document = _laid_out(html, LocalFetcher(folder), base)
        data = document.write_pdf(pdf_identifier=identifier.encode())
    return _unless(said, data)


def pictures(html: str, folder: Path) -> dict[str, bytes]:
    """The pictures that a document shows, by their path in it.

    Raises PressError for one that is not below ``folder`` or not there.
    """
    found: dict[str, bytes] = {}
    for written in _PICTURE.findall(html):
        name = unescape(written)
        path = (folder / unquote(name)).resolve()
        if urlsplit(name).scheme or not path.is_relative_to(folder.resolve()):
            raise PressError(f"not a file of the project: {name}")
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise PressError(f"picture cannot be read: {name}") from error
    return found


def page_pack(html: str, shown: Mapping[str, bytes]) -> bytes:
    """Set a document as a page pack (:mod:`handbook.press.pack`), tagged and without fonts.

    ``shown`` are its pictures by path; nothing is opened.

    Raises PressError as :func:`pdf` does.
    """
    with _no_warnings() as said:
        document = _laid_out(html, GivenFetcher(shown), _BASE)
        fonts = document.fonts = _Unembedded()
        data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"pack")
    return pack(_unless(said, data), _faces(fonts.values()))


def pieces(html: str) -> Stamps:
    """Set the pieces that finished pages are stamped with; raises PressError as :func:`pdf`."""
    with _no_warnings() as said:
        document = _laid_out(html, GivenFetcher({}), _BASE)
        fonts = document.fonts = _Unembedded()
        data = document.write_pdf(pdf_identifier=b"stamps")
    return Stamps.read(_unless(said, data), _faces(fonts.values()))


def embedded(html: str, faces: Faces) -> bytes:
    """A pack of fonts that hold the glyphs of ``faces``, besides those that ``html`` sets.

    Raises PressError where ``html`` does not set every face.
    """
    with _no_warnings() as said:
        document = _laid_out(html, GivenFetcher({}), _BASE)
        fonts = document.fonts = _Filled(faces)
        data = document.write_pdf(pdf_identifier=b"fonts")
    missing = faces.used.keys() - {font.hash for font in fonts.values()}
    for name in sorted(missing):
        shown = "".join(text for _, text in faces.used[name].values())
        said.append(f"{faces.families[name]} is no font of the handbook, but would show: {shown}")
    return font_pack(_unless(said, data), faces)


def _laid_out(html: str, fetcher: URLFetcher, base: str) -> Any:
    source = HTML(string=html, url_fetcher=fetcher, base_url=base)
    return source.render(font_config=FontConfiguration())


def _unless(said: list[str], data: Any) -> bytes:
    if said:
        raise PressError("; ".join(dict.fromkeys(said)))
    return bytes(data)


class _Unembedded(dict[int, Any]):
    """Fonts of a document that are named in it, but not embedded: cutting them takes its time."""

    def __setitem__(self, key: int, font: Any) -> None:
        font.clean = lambda *_: None
        font.file_content = font.file_content[:4]  # which tells what kind of font it is
        super().__setitem__(key, font)


class _Filled(dict[int, Any]):
    """Fonts of a document that are embedded with more glyphs than it shows."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces

    def __setitem__(self, key: int, font: Any) -> None:
        for glyph, (width, text) in self._faces.used.get(font.hash, {}).items():
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
def _no_warnings() -> Iterator[list[str]]:
    """Collect what WeasyPrint warns of: a missing picture, say, is logged and not raised."""
    said: list[str] = []
    handler = _Collect(said)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    before, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


class _Collect(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
