"""Chapters become a manual: numbers, links, bookmarks and fonts hold across them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest

from handbook.config import data
from handbook.press.engine import pdf
from handbook.press.fonts import specimen_html
from handbook.press.merge import Volume, merge
from handbook.press.places import places_of
from handbook.press.stamps import stamps_html
from handbook.render.environment import environment
from handbook.render.words import translator

BOOK = SimpleNamespace(
    language="zh-Hans",
    today=date(2026, 11, 22),
    t=translator("zh-Hans"),
    templates=environment((data("templates"),)),
    settings=SimpleNamespace(name="手册", print_note="打印件", site=None),
)
Chapter = Callable[[str], bytes]
FIRST = '<h1 id="A-1">第一章</h1><p>见 <a href="handbook:B-1--go">步骤</a></p>'
SECOND = (
    '<h1 id="B-1">第二章</h1><p><a href="handbook:C-1">不在本册</a>'
    ' <a href="https://example.com/">外部</a></p><h1 class="next" id="B-1--go">步骤</h1>'
)
FRONT = (
    '<h1>封面</h1><p class="next">清单</p>'
    '<section class="part-page" id="part-1"><h1>部分</h1></section>'
)


@pytest.fixture(scope="module")
def stamps(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    html = stamps_html(BOOK, '"Noto Sans CJK SC"')  # type: ignore[arg-type]
    return pdf(html, tmp_path_factory.mktemp("stamps"), "stamps")


@pytest.fixture
def volume(chapter: Chapter) -> Volume:
    parts = (("部分", (("A-1", chapter(FIRST)), ("B-1", chapter(SECOND)))),)
    return Volume("手册", "公司", "zh-Hans", parts, front=chapter(FRONT))


def test_every_page_but_the_cover_says_which_of_how_many_and_when(
    volume: Volume, stamps: bytes, text_of: Callable[[bytes], list[str]]
) -> None:
    pages = text_of(merge(volume, stamps))
    assert len(pages) == 6
    assert "页" not in pages[0]
    assert "第ii页" in pages[1].replace(" ", "")
    for number, page in enumerate(pages[2:], 1):
        assert f"第{number}页/共4页" in page.replace(" ", "")
    assert all("打印日期 2026-11-22" in page for page in pages[1:])


def test_a_link_leads_to_the_page_of_another_chapter(
    volume: Volume, stamps: bytes, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(merge(volume, stamps)) as manual:
        (link,) = manual.pages[3].obj.Annots
        assert link.Dest[0].objgen == manual.pages[5].obj.objgen


def test_a_link_out_of_the_volume_is_dropped_and_one_to_the_web_kept(
    volume: Volume, stamps: bytes, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(merge(volume, stamps)) as manual:
        (link,) = manual.pages[4].obj.Annots
        assert str(link.A.URI) == "https://example.com/"


def test_bookmarks_follow_parts_and_chapters(
    volume: Volume, stamps: bytes, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(merge(volume, stamps)) as manual, manual.open_outline() as outline:
        assert [item.title for item in outline.root] == ["封面", "部分"]
        assert [item.title for item in outline.root[1].children] == ["第一章", "第二章"]


def test_chapters_share_the_specimens_fonts(
    volume: Volume, stamps: bytes, tmp_path: Path, text_of: Callable[[bytes], list[str]]
) -> None:
    html = specimen_html([FIRST, SECOND, FRONT], BOOK)  # type: ignore[arg-type]
    shared = merge(volume, stamps, pdf(html, tmp_path, "specimen"))
    assert _font_files(shared) < _font_files(merge(volume, stamps))
    assert "第二章" in text_of(shared)[4]


def test_a_document_by_itself_has_no_cover(
    chapter: Chapter, stamps: bytes, text_of: Callable[[bytes], list[str]]
) -> None:
    single = Volume("一章", "公司", "zh-Hans", (("", (("B-1", chapter(SECOND)),)),))
    pages = text_of(merge(single, stamps))
    for number, page in enumerate(pages, 1):
        assert f"第{number}页/共2页" in page.replace(" ", "")


def test_the_same_chapters_give_the_same_bytes(volume: Volume, stamps: bytes) -> None:
    assert merge(volume, stamps) == merge(volume, stamps)
    assert places_of(merge(volume, stamps)).pages == 6


def _font_files(document: bytes) -> int:
    with pikepdf.open(BytesIO(document)) as opened:
        return sum(
            1
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile3" in thing
        )
