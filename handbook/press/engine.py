"""WeasyPrint behind one function: HTML in, PDF bytes out, nothing fetched from elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


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


def pdf(html: str, folder: Path, identifier: str, zoom: float = 1.0) -> bytes:
    """Set a document; pictures may come from below ``folder``. ``zoom`` reduces finished pages.

    Raises PressError for whatever WeasyPrint would only log: a missing picture, a dead link.
    """
    with _no_warnings() as said:
        document = HTML(
            string=html, url_fetcher=LocalFetcher(folder), base_url=folder.resolve().as_uri() + "/"
        )
        data = document.write_pdf(
            font_config=FontConfiguration(), pdf_identifier=identifier.encode(), zoom=zoom
        )
    if said:
        raise PressError("; ".join(dict.fromkeys(said)))
    return bytes(data)


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


@contextmanager
def strictly() -> Iterator[None]:
    """Raise PressError at the end of the block for whatever WeasyPrint would only log."""
    with _no_warnings() as said:
        yield
    if said:
        raise PressError("; ".join(dict.fromkeys(said)))
