"""WeasyPrint as all of the press imports it.

It tries the names that its libraries have on every system, and for each that this one does not know
Python asks compiler and linker: a third of what the import takes. On Linux such a search ends in a
name that WeasyPrint tries by itself, so it is left out.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure.boxes import TableCellBox
    from weasyprint.layout.background import layout_backgrounds
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
    from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, iri_to_uri

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
