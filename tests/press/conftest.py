"""Tools of the tests that look at PDFs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handbook.press.engine import pdf

PAGE = """<!doctype html><html lang="zh-Hans"><head><title>t</title><style>
@page {{ size: A4; margin: 24mm 20mm 26mm }} body {{ font-family: "Noto Sans CJK SC" }}
h1 {{ bookmark-level: 2 }} .next {{ break-before: page }} .part-page {{ break-before: page }}
</style></head><body>{body}</body></html>"""


@pytest.fixture
def chapter(tmp_path: Path) -> Callable[[str], bytes]:
    """Sets a body as a chapter."""
    return lambda body: pdf(PAGE.format(body=body), tmp_path, body)


@pytest.fixture
def text_of() -> Callable[[bytes], list[str]]:
    """The text of each page, as Poppler reads it."""

    def read(data: bytes) -> list[str]:
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
        )
        return done.stdout.decode().split("\f")[:-1]

    return read


@pytest.fixture
def opened() -> Callable[[bytes], pikepdf.Pdf]:
    return lambda data: pikepdf.open(BytesIO(data))
