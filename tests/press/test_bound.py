"""Whole manuals: what their pages say of each other is true, in every way of printing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache, partial
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf_bytes

from handbook.config import SOURCES, data
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.model.manual import Manual
from handbook.press import finish
from handbook.press.finish import finished, folds
from handbook.press.layout import MM, Finish, Layout, Order
from handbook.press.run import Press, Shop, Wanted
from handbook.render.environment import environment
from handbook.render.view import Book
from tests.site.conftest import SMALL

pytestmark = pytest.mark.slow

MANUAL = """\
id: MAN-01
title: 客服手册
version: 1.0.0
status: approved
effective: 2026-11-01
owner: dept.service
approver: role.manager
parts:
  - {title: 标准, include: ["kind:service-levels", "kind:kpis"]}
  - {title: 流程, include: ["kind:sop", "kind:escalation", "kind:forms", "kind:training-plan"]}
changes:
  - {version: 1.0.0, date: 2026-10-20, class: structural, summary: 首次发布, author: 客户服务部}
"""
Print = Callable[[Layout], bytes]
Text = Callable[[bytes], list[str]]
Opened = Callable[[bytes], pikepdf.Pdf]


def small(root: Path) -> Path:
    """A small handbook with a manual, in a folder."""
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    (root / SOURCES / "manuals").mkdir()
    (root / SOURCES / "manuals" / "MAN-01.yml").write_text(MANUAL, "utf-8")
    return root


def press(root: Path, layout: Layout) -> bytes:
    """Prints the manual of the handbook in a folder, as it is now."""
    library = build_library(load_tree(root))
    assert not library.problems
    book = Book(library, date(2026, 12, 1), "zh-Hans", environment((data("templates"),)))
    manual = library.documents["MAN-01"]
    assert isinstance(manual, Manual)
    with ThreadPoolExecutor(1) as pool:
        shop = Shop(pool, pool, 1, root / SOURCES, root / "cache")
        made = Press(book, Wanted((Order(manual, layout),)), shop)
        made.start()
        made.finish(root)
    return (root / "MAN-01.pdf").read_bytes()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Prints the manual of a small handbook in a layout."""
    return cache(partial(press, small(tmp_path_factory.mktemp("manual"))))


def numbered(pages: list[str]) -> dict[int, str]:
    """The pages that have a number in figures, by it."""
    found = {}
    for page in pages:
        number = re.search(r"第 *(\d+) *页 */ *共", page)
        if number:
            found[int(number[1])] = re.sub(r"\s", "", page)
    return found


def test_letter_is_the_paper_of_north_america() -> None:
    assert Layout("Letter").points == pytest.approx((612, 792))


@pytest.mark.parametrize("layout", [Layout(), Layout(duplex=True), Layout("A5"), Layout("Letter")])
def test_the_contents_and_the_index_name_the_pages_where_things_are(
    printed: Print, text_of: Text, layout: Layout
) -> None:
    pages = text_of(printed(layout))
    by_number = numbered(pages)
    contents = next(page for page in pages if "目录" in page and "·" in page)
    lines = re.findall(r"^\s*(\S+).*·\s+(\d+)$", contents, re.MULTILINE)
    assert {"标准", "流程", "索引"} <= {title for title, _ in lines}
    for title, number in lines:
        assert title in by_number[int(number)]
    index = next(page for page in reversed(pages) if "粗体页码" in page)
    found = re.findall(r"(SOP-[A-Z]+-\d+)\s+(\d+)", index)
    assert found
    for document, number in found:
        assert document in by_number[int(number)]


def test_a_reference_says_the_page_that_its_link_leads_to(
    printed: Print, text_of: Text, opened: Opened
) -> None:
    data = printed(Layout())
    said = [
        (number, int(page))
        for number, text in numbered(text_of(data)).items()
        for page in re.findall(r"\uff08见第(\d+)页\uff09", text)
    ]
    assert said
    with opened(data) as manual:
        labels = {page.obj.objgen: str(page.label) for page in manual.pages}
        places = pikepdf.NameTree(manual.Root.Names.Dests)
        by_label = {str(page.label): page for page in manual.pages}
        for number, page in said:
            links = by_label[str(number)].obj.Annots
            targets = (places[str(link.Dest)] for link in links if "/Dest" in link)
            assert str(page) in {labels[target[0].objgen] for target in targets}


@pytest.mark.parametrize(
    ("layout", "finish"),
    [
        (Layout(), Finish()),
        (Layout(), Finish(grey=True)),
        (Layout("A5", duplex=True), Finish()),
        (Layout(duplex=True), Finish()),
        (Layout(bleed=True), Finish(impose="crop")),
        (Layout("A5", duplex=True), Finish(impose="booklet")),
    ],
)
def test_every_way_of_printing_is_accessible(
    printed: Print, layout: Layout, finish: Finish
) -> None:
    report = validate_pdf_bytes(finished(printed(layout), finish, layout), profile="ua1")
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize(
    "finish",
    [Finish(pdfa=True), Finish(True, "crop", pdfa=True), Finish(impose="booklet", pdfa=True)],
)
def test_every_way_of_printing_can_be_kept_for_long(printed: Print, finish: Finish) -> None:
    layout = Layout(bleed=finish.impose == "crop")
    report = validate_pdf_bytes(finished(printed(layout), finish, layout), profile="2u")
    assert [failure.message for failure in report.failures] == []


def test_front_matter_is_labelled_in_roman_numerals(printed: Print, opened: Opened) -> None:
    with opened(printed(Layout())) as manual:
        assert [str(page.label) for page in manual.pages][:5] == ["i", "ii", "iii", "1", "2"]


def test_with_both_sides_used_chapters_begin_on_the_right(
    printed: Print, text_of: Text, opened: Opened
) -> None:
    data = printed(Layout(duplex=True))
    with opened(data) as manual, manual.open_outline() as outline:
        numbers = {page.obj.objgen: index for index, page in enumerate(manual.pages)}
        for part in outline.root:
            for item in (part, *part.children):
                assert isinstance(item.destination, pikepdf.Array)
                assert numbers[item.destination[0].objgen] % 2 == 0
    blank = [page for page in text_of(data) if "此页留白" in page]
    assert blank
    assert all(len(page.split()) < 40 for page in blank)


def test_a_print_shop_gets_boxes_and_marks(printed: Print, opened: Opened) -> None:
    layout = Layout(bleed=True)
    done = finished(printed(layout), Finish(impose="crop"), layout)
    with opened(done) as manual:
        for page in manual.pages:
            trim, bleed = ([float(side) for side in box] for box in (page.trimbox, page.bleedbox))
            media = [float(side) for side in page.mediabox]
            assert (trim[2] - trim[0]) / MM == pytest.approx(210, abs=0.01)
            assert (trim[3] - trim[1]) / MM == pytest.approx(297, abs=0.01)
            assert (trim[0] - bleed[0]) / MM == pytest.approx(3, abs=0.01)
            assert media[0] < bleed[0]
            assert media[2] > bleed[2]


def colours(page: pikepdf.Page) -> list[tuple[float, ...]]:
    """The colours in which a page and its forms draw, as red, green and blue, or grey."""
    drawn = [page.obj, *page.obj.Resources.get("/XObject", {}).values()]
    return [
        tuple(map(float, step.operands))
        for one in drawn
        for step in pikepdf.parse_content_stream(one, "rg RG g G")
        if step.operands
    ]


def test_a_print_shop_gets_black_text_on_one_plate_and_marks_on_all(
    printed: Print, opened: Opened
) -> None:
    layout = Layout(bleed=True)
    with opened(finished(printed(layout), Finish(impose="crop"), layout)) as manual:
        for page in manual.pages:
            found = colours(page)
            dark = [one for one in found if len(one) == 3 and max(one) < 0.4]
            assert not [one for one in dark if max(one) - min(one) < 0.1]
            assert pikepdf.parse_content_stream(page, "SCN")
            assert page.obj.Resources.ColorSpace.All[1] == "/All"
        assert (0.0,) in colours(manual.pages[-1])


def test_in_a_grey_print_all_that_is_dark_is_black(printed: Print, opened: Opened) -> None:
    with opened(finished(printed(Layout()), Finish(grey=True), Layout())) as manual:
        shades = {shade for page in manual.pages for (shade,) in colours(page)}
    assert 0 in shades
    assert min(shades - {0}) > 0.45
    assert [shade for shade in shades if 0.6 < shade < 1], "tints are still told apart"


def test_a_grey_print_has_no_colour(printed: Print, opened: Opened) -> None:
    with opened(finished(printed(Layout()), Finish(grey=True), Layout())) as manual:
        for page in manual.pages:
            assert not re.search(rb"[\d.]+ (rg|RG)\b", page.obj.Contents.read_bytes())


def test_a_booklet_reads_in_order_when_it_is_folded() -> None:
    assert [list(fold) for fold in folds(8)] == [[(7, 0), (1, 6), (5, 2), (3, 4)]]
    for pages in (1, 5, 64, 65, 200):
        placed = [page for fold in folds(pages) for side in fold for page in side]
        assert sorted(placed) == list(range(len(placed)))
        assert len(placed) % 4 == 0
        assert len(placed) >= pages


def test_a_booklet_has_two_pages_a_side(printed: Print, text_of: Text) -> None:
    layout = Layout("A5", duplex=True)
    single = text_of(printed(layout))
    sides = text_of(finished(printed(layout), Finish(impose="booklet"), layout))
    assert len(sides) == -(-len(single) // 4) * 2
    assert "客服手册" in sides[0]


def test_the_backs_of_several_folds_show_their_order(
    printed: Print, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout("A5", duplex=True)
    bar = re.compile(rb"0 g ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f")

    def marks() -> list[tuple[float, ...]]:
        with opened(finished(printed(layout), Finish(impose="booklet"), layout)) as booklet:
            for page in booklet.pages:
                page.contents_coalesce()
            drawn = [page.obj.Contents.read_bytes() for page in booklet.pages]
        return [tuple(map(float, found)) for one in drawn for found in bar.findall(one)]

    assert marks() == []
    monkeypatch.setattr(finish, "_WHOLE", 8)
    monkeypatch.setattr(finish, "_SIGNATURE", 8)
    (left, top, width, step), *others = marks()
    assert others
    assert left + width / 2 == pytest.approx(layout.points[0], abs=0.01)
    lower = [top - number * step for number in range(1, len(others) + 1)]
    assert [one[1] for one in others] == pytest.approx(lower, abs=0.01)


def test_a_booklet_says_which_pages_stand_where(printed: Print, opened: Opened) -> None:
    layout = Layout("A5", duplex=True)
    with opened(finished(printed(layout), Finish(impose="booklet"), layout)) as booklet:
        kids = booklet.Root.StructTreeRoot.K.K
        said = [str(kid.Alt) for kid in kids]
        assert all(page.obj.TrimBox == page.obj.MediaBox for page in booklet.pages)
    assert said[1:3] == ["客服手册 i", "客服手册 ii"]
    assert len(set(said)) == len(said)


def test_what_is_new_since_an_edition_is_marked(printed: Print, text_of: Text) -> None:
    pages = text_of(printed(Layout(since=date(2026, 6, 1))))
    assert "2026-06-01 版以来改动" in pages[1]
    assert "新收" in pages[1]


def test_a_reworded_step_costs_its_chapter_and_what_names_the_edition(
    tmp_path: Path, text_of: Text
) -> None:
    root = small(tmp_path)
    before = text_of(press(root, Layout()))
    packs = root / "cache" / "packs"
    kept = set(packs.rglob("*.pack"))
    sop = root / SOURCES / "sops" / "SOP-RET-01.yml"
    sop.write_text(sop.read_text("utf-8").replace("purpose: ", "purpose: 换句话说", 1), "utf-8")
    after = text_of(press(root, Layout()))
    assert len(set(packs.rglob("*.pack")) - kept) == 2
    old, new = (set(re.findall(r"2026\.12\.01-\w+", "".join(pages))) for pages in (before, after))
    assert len(new) == 1
    assert old != new
    assert all(new & set(page.split()) for page in after[1:3])


def test_printing_twice_gives_the_same_bytes(printed: Print) -> None:
    layout = Layout("A5", duplex=True)
    once, again = (
        finished(printed(layout), Finish(grey=True, impose="booklet"), layout) for _ in range(2)
    )
    assert once == again
