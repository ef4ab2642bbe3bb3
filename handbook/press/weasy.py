"""WeasyPrint as all of the press imports it.

It tries the names that its libraries have on every system, and for each that this one does not know
Python asks compiler and linker: a third of what the import takes. On Linux such a search ends in a
name that WeasyPrint tries by itself, so it is left out.
"""

from __future__ import annotations

import ctypes.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def _unsearched() -> Iterator[None]:
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


with _unsearched():
    from weasyprint import CSS
    from weasyprint import HTML as _HTML
    from weasyprint.formatting_structure.boxes import TableCellBox
    from weasyprint.html import UA
    from weasyprint.layout.background import layout_backgrounds
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
    from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, iri_to_uri

_NOTES = re.compile(r"^::(?:foot)?note-.*\n", re.MULTILINE)
_NOTED = re.compile(r"footnote|note-|float:\s*note")
_MARKERS = re.compile(r"^::marker", re.MULTILINE)
_STYLES = CSS(string=_MARKERS.sub("li::marker", _NOTES.sub("", UA)))
"""WeasyPrint's own style sheet without notes, and with markers of nothing but a list's items.

Its rules for them are of every element, which has six styles more to be worked out by them: a
twentieth of the time that setting takes.
"""


class HTML(_HTML):
    """A document, which has notes only where its source speaks of them."""

    def __init__(self, string: str, **options: Any) -> None:
        super().__init__(string=string, **options)
        self._notes = _NOTED.search(string) is not None

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return super()._ua_stylesheets(forms) if self._notes or forms else [_STYLES]


__all__ = [
    "CSS",
    "HTML",
    "FatalURLFetchingError",
    "FontConfiguration",
    "TableCellBox",
    "URLFetcher",
    "URLFetcherResponse",
    "ffi",
    "get_hb_object_data",
    "harfbuzz",
    "harfbuzz_subset",
    "iri_to_uri",
    "layout_backgrounds",
]
