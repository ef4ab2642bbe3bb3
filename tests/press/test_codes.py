"""The codes on printed pages: on each, sharp, of its document; none without a site address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handbook.press.engine import pdf
from handbook.press.merge import Volume, merge
from handbook.press.stamps import stamps_html
from handbook.render.proof import Proof, svg
from tests.codes import pages_of, read
from tests.press.test_merge import BOOK, FIRST, FRONT, SECOND

SITE = "https://handbook.example.com/"
MANUAL, A, B = (Proof(name, "1.2.0", "1a2b3c4d").address(SITE) for name in ("MAN-1", "A-1", "B-1"))
Chapter = Callable[[str], bytes]


@pytest.fixture(scope="module")
def stamps(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    html = stamps_html(BOOK, '"Noto Sans CJK SC"')  # type: ignore[arg-type]
    return pdf(html, tmp_path_factory.mktemp("stamps"), "stamps")


@pytest.fixture
def volume(chapter: Chapter) -> Volume:
    parts = (("部分", (("A-1", chapter(FIRST)), ("B-1", chapter(SECOND)))),)
    plain = Volume("手册", "公司", "zh-Hans", parts, front=chapter(FRONT))
    return replace(plain, code=MANUAL, codes={"A-1": A, "B-1": B})


def test_every_page_but_the_cover_has_the_code_of_its_document(
    volume: Volume, stamps: bytes, tmp_path: Path
) -> None:
    (tmp_path / "manual.pdf").write_bytes(merge(volume, stamps))
    found = [read(page) for page in pages_of(tmp_path / "manual.pdf", tmp_path, foot=True)]
    assert found == [[set(), set()], *([{code}, {code}] for code in (MANUAL, MANUAL, A, B, B))]


def test_the_pages_of_a_document_share_one_drawing(volume: Volume, stamps: bytes) -> None:
    with pikepdf.open(BytesIO(merge(volume, stamps))) as manual:
        drawings = [page.obj.Resources.XObject["/Code"] for page in manual.pages[1:]]
        assert len({drawing.objgen for drawing in drawings}) == 3


def test_without_an_address_there_is_no_code(volume: Volume, stamps: bytes) -> None:
    bare = replace(volume, code="", codes={})
    with pikepdf.open(BytesIO(merge(bare, stamps))) as manual:
        assert not any("/Code" in page.obj.Resources.XObject for page in manual.pages[1:])


def test_the_code_of_a_cover_is_read_too(chapter: Chapter, tmp_path: Path) -> None:
    title = "扫码 <核对>"
    picture = svg(MANUAL, title)
    assert title not in picture
    box = f'<div style="width: 30mm">{picture}</div>'
    (tmp_path / "cover.pdf").write_bytes(chapter(box))
    (page,) = pages_of(tmp_path / "cover.pdf", tmp_path)
    assert read(page) == [{MANUAL}, {MANUAL}]
