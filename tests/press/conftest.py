"""Tools of the tests that look at PDFs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Protocol

import pikepdf
import pytest

from handbook.config import data
from handbook.press.engine import embedded, page_pack, pieces
from handbook.press.kept import Kept
from handbook.press.merge import Reach, Volume, merge
from handbook.press.pack import Pack
from handbook.press.stamps import Stamps, stamps_html
from handbook.render.environment import environment
from handbook.render.words import translator

PAGE = """<!doctype html><html lang="zh-Hans"><head><title>t</title><style>
@page {{ size: A4; margin: 24mm 20mm 26mm }} body {{ font-family: "Noto Sans CJK SC" }}
h1 {{ bookmark-level: 2 }} .next {{ break-before: page }} .part-page {{ break-before: page }}
</style></head><body>{body}</body></html>"""


BOOK = SimpleNamespace(
    language="zh-Hans",
    today=date(2026, 11, 22),
    t=translator("zh-Hans"),
    templates=environment((data("templates"),)),
    settings=SimpleNamespace(name="手册", print_note="打印件", site=None),
)


class Chapter(Protocol):
    """Sets a body as a chapter, with the code of an address."""

    def __call__(self, body: str, address: str = "") -> Kept: ...


@pytest.fixture(scope="session")
def chapter() -> Chapter:
    def made(body: str, address: str = "") -> Kept:
        return Kept(page_pack(PAGE.format(body=body), {}, 1.0, address))

    return made


@pytest.fixture(scope="session")
def stamps() -> Stamps:
    return pieces(stamps_html(BOOK, '"Noto Sans CJK SC"'))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def bound(stamps: Stamps) -> Callable[[Volume], bytes]:
    """Merges a volume, its fonts embedded."""

    def bind(volume: Volume) -> bytes:
        out, reach = BytesIO(), Reach.of(volume, stamps)
        faces = PAGE.format(body="一<b>一</b>")
        merge(volume, reach, stamps, Pack.of_bytes(embedded(faces, reach.faces)), out)
        return out.getvalue()

    return bind


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
