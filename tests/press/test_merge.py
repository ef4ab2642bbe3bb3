"""Chapters become a manual: numbers, links, bookmarks and fonts hold across them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from page import validate_pdf_bytes

from handbook.press.kept import Kept
from handbook.press.merge import Volume

Chapter = Callable[[str], Kept]
Bound = Callable[[Volume], bytes]
FIRST = '<h1 id="A-1">第一章</h1><p>见 <a href="handbook:B-1--go">步骤</a></p>'
SECOND = (
    '<h1 id="B-1">第二章</h1><p><a href="handbook:C-1">不在本册</a>'
    ' <a href="https://example.com/">外部</a></p><h1 class="next" id="B-1--go">步骤</h1>'
)
FRONT = (
    '<h1>封面</h1><p class="next">清单</p>'
    '<section class="part-page" id="part-1"><h1>部分</h1></section>'
)


@pytest.fixture
def volume(chapter: Chapter) -> Volume:
    parts = (("部分", (("A-1", chapter(FIRST)), ("B-1", chapter(SECOND)))),)
    return Volume("手册", "公司", "zh-Hans", parts, front=(chapter(FRONT),))


def test_every_page_but_the_cover_says_which_of_how_many_and_when(
    volume: Volume, bound: Bound, text_of: Callable[[bytes], list[str]]
) -> None:
    pages = text_of(bound(volume))
    assert len(pages) == 6
    assert "页" not in pages[0]
    assert "第ii页" in pages[1].replace(" ", "")
    for number, page in enumerate(pages[2:], 1):
        assert f"第{number}页/共4页" in page.replace(" ", "")
    assert all("打印日期 2026-11-22" in page for page in pages[1:])


def test_a_link_leads_to_the_page_of_another_chapter(
    volume: Volume, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(bound(volume)) as manual:
        (link,) = manual.pages[3].obj.Annots
        places = pikepdf.NameTree(manual.Root.Names.Dests)
        assert places[str(link.Dest)][0].objgen == manual.pages[5].obj.objgen


def test_a_link_is_read_out_by_its_words_and_that_to_a_page_by_what_stands_there(
    chapter: Chapter, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    body = (
        '<h1 id="A-1">第一章</h1><p><a href="handbook-page:A-1--go"> </a>'
        '<a href="handbook:A-1--go"><b>退货</b> &amp; 换货</a> <a href="#here">原处</a></p>'
        '<p id="A-1--go">步骤</p><p id="here">此处</p>'
    )
    volume = Volume("手册", "公司", "zh-Hans", (("", (("A-1", chapter(body)),)),))
    with opened(bound(volume)) as pdf:
        said = {str(link.Contents) for page in pdf.pages for link in page.obj.Annots}
    assert said == {"退货 & 换货", "原处"}


def test_a_link_out_of_the_volume_is_dropped_and_one_to_the_web_kept(
    volume: Volume, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(bound(volume)) as manual:
        (link,) = manual.pages[4].obj.Annots
        assert str(link.A.URI) == "https://example.com/"


def test_bookmarks_follow_parts_and_chapters(
    volume: Volume, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(bound(volume)) as manual, manual.open_outline() as outline:
        assert [item.title for item in outline.root] == ["封面", "部分"]
        assert [item.title for item in outline.root[1].children] == ["第一章", "第二章"]


def test_each_face_is_embedded_once(
    volume: Volume, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(bound(volume)) as manual:
        dictionaries = [each for each in manual.objects if isinstance(each, pikepdf.Dictionary)]
        files = [each.FontName for each in dictionaries if "/FontFile3" in each]
    assert len(files) == len(set(map(str, files))) == 2


def test_a_document_by_itself_has_no_cover(
    chapter: Chapter, bound: Bound, text_of: Callable[[bytes], list[str]]
) -> None:
    single = Volume("一章", "公司", "zh-Hans", (("", (("B-1", chapter(SECOND)),)),))
    pages = text_of(bound(single))
    for number, page in enumerate(pages, 1):
        assert f"第{number}页/共2页" in page.replace(" ", "")


def test_the_same_chapters_give_the_same_bytes(volume: Volume, bound: Bound) -> None:
    assert bound(volume) == bound(volume)


def test_a_manual_is_accessible_and_sound(volume: Volume, bound: Bound, tmp_path: Path) -> None:
    data = bound(volume)
    report = validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    (tmp_path / "manual.pdf").write_bytes(data)
    done = subprocess.run(
        ["qpdf", "--check", tmp_path / "manual.pdf"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_tags_follow_the_order_of_pages(
    volume: Volume, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    with opened(bound(volume)) as manual:
        numbers = {each.obj.objgen: number for number, each in enumerate(manual.pages)}
        shown = [(str(tag), numbers[where]) for tag, where in _tags(manual.Root.StructTreeRoot.K)]
    headings = [(tag, number) for tag, number in shown if tag == "/H1"]
    assert headings == [("/H1", number) for number in (0, 2, 3, 4, 5)]
    assert [number for _, number in shown] == sorted(number for _, number in shown)


def test_boxes_below_each_other_are_paragraphs_of_their_own(
    chapter: Chapter, bound: Bound, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    body = '<h1 id="A-1">一</h1><section><div>说<b>甲</b></div><div>说<b>乙</b></div></section>'
    volume = Volume("手册", "公司", "zh-Hans", (("", (("A-1", chapter(body)),)),))
    with opened(bound(volume)) as pdf:
        tags = [str(tag) for tag, _ in _tags(pdf.Root.StructTreeRoot.K)]
    assert tags.count("/P") == 2


def test_a_link_out_of_the_volume_leaves_its_words(
    volume: Volume, bound: Bound, text_of: Callable[[bytes], list[str]],
    opened: Callable[[bytes], pikepdf.Pdf],
) -> None:  # fmt: skip
    assert "不在本册" in text_of(bound(volume))[4]
    with opened(bound(volume)) as manual:
        tags = [str(tag) for tag, _ in _tags(manual.Root.StructTreeRoot.K)]
    assert tags.count("/Link") == 2


def _tags(element: pikepdf.Object) -> list[tuple[pikepdf.Object, tuple[int, int]]]:
    own = [(element.S, element.Pg.objgen)] if "/Pg" in element else []
    kids: Iterable[Any] = element.get("/K", [])
    below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return own + [each for kid in below for each in _tags(kid)]
