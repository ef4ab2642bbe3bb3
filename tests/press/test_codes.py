"""The codes on printed pages: on each, sharp, of its document; none without a site address."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from handbook.press.merge import Volume
from handbook.render.code import svg
from handbook.render.proof import Proof
from tests.codes import pages_of, read
from tests.press.conftest import PAGE, Chapter
from tests.press.test_merge import FIRST, FRONT, SECOND

SITE = "https://handbook.example.com/"
MANUAL, A, B = (Proof(name, "1.2.0", "1a2b3c4d").address(SITE) for name in ("MAN-1", "A-1", "B-1"))
Bound = Callable[[Volume], bytes]


@pytest.fixture
def volume(chapter: Chapter) -> Volume:
    parts = (("部分", (("A-1", chapter(FIRST, A)), ("B-1", chapter(SECOND, B)))),)
    return Volume("手册", "公司", "zh-Hans", parts, front=(chapter(FRONT),), code=MANUAL)


def test_every_page_but_the_cover_has_the_code_of_its_document(
    volume: Volume, bound: Bound, tmp_path: Path
) -> None:
    (tmp_path / "manual.pdf").write_bytes(bound(volume))
    found = [read(page) for page in pages_of(tmp_path / "manual.pdf", tmp_path, foot=True)]
    assert found == [[set(), set()], *([{code}, {code}] for code in (MANUAL, MANUAL, A, B, B))]


def test_the_pages_of_a_document_share_one_drawing(volume: Volume, bound: Bound) -> None:
    with pikepdf.open(BytesIO(bound(volume))) as manual:
        drawings = [page.obj.Resources.XObject["/Code"] for page in manual.pages[1:]]
        assert len({drawing.objgen for drawing in drawings}) == 3


def test_without_an_address_there_is_no_code(chapter: Chapter, bound: Bound) -> None:
    parts = (("部分", (("A-1", chapter(FIRST)), ("B-1", chapter(SECOND)))),)
    bare = Volume("手册", "公司", "zh-Hans", parts, front=(chapter(FRONT),))
    with pikepdf.open(BytesIO(bound(bare))) as manual:
        codes = [page.obj.Resources.XObject.get("/Code") for page in manual.pages]
        assert codes == [None] * 6


def test_the_code_of_a_cover_is_read_too(tmp_path: Path) -> None:
    title = "扫码 <核对>"
    picture = svg(MANUAL, title)
    assert title not in picture
    box = f'<div style="width: 30mm">{picture}</div>'
    HTML(string=PAGE.format(body=box)).write_pdf(tmp_path / "cover.pdf")
    (page,) = pages_of(tmp_path / "cover.pdf", tmp_path)
    assert read(page) == [{MANUAL}, {MANUAL}]
