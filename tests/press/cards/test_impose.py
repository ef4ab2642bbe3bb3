"""Sheets: how many cards, where, and what is behind what."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from page import validate_pdf_bytes

from handbook.press.cards.impose import SHEETS, Cut, Slot, impose, marks, plan
from handbook.press.cards.run import Cards
from handbook.press.figures import joined
from tests.press.cards.conftest import box, card, pages


@pytest.mark.parametrize(
    ("sheet", "width", "height", "up"),
    [
        ("A4", 210, 297, 1), ("A4", 148, 210, 2), ("A4", 105, 148, 4), ("A4", 90, 54, 10),
        ("SRA3", 148, 210, 4), ("SRA3", 105, 148, 9), ("A4", 400, 400, 0),
    ],
)  # fmt: skip
def test_a_sheet_holds_as_many_as_go_on_it(sheet: str, width: int, height: int, up: int) -> None:
    slots = plan(sheet, width, height).slots
    assert len(slots) == up
    across, down = SHEETS[sheet]
    for slot in slots:
        assert slot.x >= 0
        assert slot.y >= 0
        assert slot.x + slot.width <= across + 1e-6
        assert slot.y + slot.height <= down + 1e-6
    assert not any(_overlap(a, b) for n, a in enumerate(slots) for b in slots[:n])


@pytest.mark.parametrize("cut", [Cut(), Cut(3, 3)])
@pytest.mark.parametrize("size", [(148, 210), (105, 148), (90, 54)])
def test_a_back_lies_behind_its_front_when_the_sheet_is_turned(
    size: tuple[int, int], cut: Cut
) -> None:
    on = plan("SRA3", *size, cut)
    for slot in on.slots:
        back = slot.back(on.width)
        assert back.x == pytest.approx(on.width - (slot.x + slot.width))
        assert (back.y, back.width, back.height) == (slot.y, slot.width, slot.height)
        # Seen through the paper, the top of the back is where the top of the front is.
        assert {0: 0, 90: 270}[slot.turn] == back.turn


def test_sheets_hold_all_cards_with_backs_in_register(printed: Callable[..., Cards]) -> None:
    cards = printed({
        f"cards/CARD-{n}.yml": card(
            f"CARD-{'一二三'.index(n)}",
            f"  - {{title: 甲{n}, show: [sla.first]}}\n  - {{title: 乙{n}, show: [sla.other]}}\n",
            "layout: service-levels\nsize: A6\n",
        )
        for n in "一二三"
    })  # fmt: skip
    data = cards.files["print/105x148-A4.pdf"]
    front, back = pages(data)
    assert box(front, "mediabox") == box(back, "mediabox") == [0, 0, 210, 297]
    places = [_places(data, number, "甲乙") for number in (1, 2)]
    assert set(places[0]) == {"甲一", "甲二", "甲三"}
    assert set(places[1]) == {"乙一", "乙二", "乙三"}
    for n in "一二三":  # A6 stands upright on A4: columns change sides, rows stay
        x, y = places[0][f"甲{n}"]
        mirrored, level = places[1][f"乙{n}"]
        assert (x < 105) is (mirrored > 105)
        assert y == pytest.approx(level, abs=0.5)


def test_cut_marks_stand_clear_of_the_bleed(printed: Callable[..., Cards]) -> None:
    cut = Cut(3, 0)
    cards = printed({"cards/CARD-01.yml": card()}, more="cards: {bleed: 3}\n")
    on = plan("SRA3", 148, 210, cut)
    (page,) = pages(impose([cards.set["CARD-01"].sizes["A5"].pdf], on, cut))
    drawn = page.obj.Contents.read_bytes().decode("latin-1")
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", drawn)
    lowest = on.slots[0].box[1]
    upright = [float(y) for x, _, other, y in lines if x == other and float(y) < lowest]
    assert upright
    assert max(upright) <= lowest - 3 * 72 / 25.4 + 0.01


@pytest.mark.parametrize(
    ("sheet", "size", "bleed"), [("A4", (99, 210), 3), ("SRA3", (74, 105), 3), ("A4", (90, 54), 2)]
)
def test_cut_marks_never_reach_a_card(sheet: str, size: tuple[int, int], bleed: float) -> None:
    on = plan(sheet, *size, Cut(bleed, 0))
    (drawn,) = marks(on.slots, on, max(1.0, bleed))
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", drawn)
    upright = [(float(a), float(b)) for x, a, other, b in lines if x == other]
    low, high = (edge(slot.box[at] for slot in on.slots) for edge, at in ((min, 1), (max, 3)))
    assert upright
    assert all(max(a, b) <= low + 0.01 or min(a, b) >= high - 0.01 for a, b in upright)


def test_marks_on_cards_that_fill_the_sheet_reach_into_what_is_printed() -> None:
    on = plan("A4", 148, 210)
    (drawn,) = marks(on.slots, on, 1.0)
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", drawn)
    ends = {round(float(b) * 25.4 / 72, 1) for a, y, b, other in lines if y == other}
    assert ends == {8, 202}


def test_a_die_line_lies_over_the_colour_of_the_front_alone(printed: Callable[..., Cards]) -> None:
    faces = "  - {title: 甲, show: [sla.first]}\n  - {title: 乙, show: [sla.other]}\n"
    cut = Cut(3, 3)
    cards = printed({"cards/CARD-01.yml": card(faces=faces)}, more="cards: {bleed: 3, corner: 3}\n")
    on = plan("SRA3", 148, 210, cut)
    sheet = impose([cards.set["CARD-01"].sizes["A5"].pdf], on, cut)
    front, back = pages(sheet)
    assert b"/Over gs /Die CS 1 SCN" in front.obj.Contents.read_bytes()
    over = front.obj.Resources.ExtGState.Over
    assert [bool(over.OP), bool(over.op), int(over.OPM)] == [True, True, 1]
    assert b"/Die" not in back.obj.Contents.read_bytes()
    for page in (front, back):
        assert b"/All CS 1 SCN" in page.obj.Contents.read_bytes()
        assert page.obj.Resources.ColorSpace.All[1] == "/All"
    assert box(front, "trimbox") == [round(edge / 72 * 25.4, 2) for edge in on.slots[0].box]
    trim, bleed = box(front, "trimbox"), box(front, "bleedbox")
    assert [round(a - b, 1) for a, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]


def test_a_sheet_is_the_same_each_time_and_holds_a_repeated_card_once(
    printed: Callable[..., Cards],
) -> None:
    data = printed({"cards/CARD-01.yml": card()}).set["CARD-01"].sizes["A5"].pdf
    on = plan("SRA3", 148, 210, Cut(0, 3))
    one, four = impose([data], on, Cut(0, 3)), impose([data] * 4, on, Cut(0, 3))
    assert impose([data] * 4, on, Cut(0, 3)) == four
    assert len(four) < 1.1 * len(one)
    (page,) = pages(four)
    assert str(page.obj.Resources.ColorSpace.Die[1]) == "/CutContour"
    checked = subprocess.run(["qpdf", "--check", "-"], input=four, capture_output=True, check=False)
    assert checked.returncode == 0 or b"No such file" in checked.stderr


def test_a_sheet_says_which_cards_stand_where(printed: Callable[..., Cards]) -> None:
    faces = "  - {title: 甲, show: [sla.first]}\n  - {title: 乙, show: [sla.other]}\n"
    more = "layout: service-levels\nsize: A6\n"
    cards = printed({
        f"cards/CARD-0{n}.yml": card(f"CARD-0{n}", faces, more) for n in (1, 2)
    })  # fmt: skip
    data = cards.files["print/105x148-A4.pdf"]
    report = validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    (front, _) = pages(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        said = [str(figure.Alt) for figure in pdf.Root.StructTreeRoot.K.K]
    assert said == [f"时限卡 CARD-0{n} {face}/2" for face in (1, 2) for n in (1, 2)]
    assert b"MCID" not in front.obj.Resources.XObject.F0.read_bytes()


def test_cards_without_a_sheet_are_figures_too(printed: Callable[..., Cards]) -> None:
    data = printed({"cards/CARD-01.yml": card()}).set["CARD-01"].sizes["A5"].pdf
    assert joined([data]) == data
    report = validate_pdf_bytes(joined([data, data]), profile="ua1")
    assert [failure.message for failure in report.failures] == []


def _overlap(a: Slot, b: Slot) -> bool:
    aside = a.x + a.width <= b.x + 1e-6 or b.x + b.width <= a.x + 1e-6
    apart = a.y + a.height <= b.y + 1e-6 or b.y + b.height <= a.y + 1e-6
    return not (aside or apart)


def _places(data: bytes, page: int, first: str) -> dict[str, tuple[float, float]]:
    """Where words that begin with one of some characters stand on a page, in mm."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"],
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    found = {}
    for line in done.stdout.decode().splitlines():
        if "<word" in line and line.split(">")[1][:1] in first:
            edges = dict(part.split("=") for part in line.split("<word ")[1].split(">")[0].split())
            x, y = (float(edges[name].strip('"')) * 25.4 / 72 for name in ("xMin", "yMin"))
            found[line.split(">")[1].split("<")[0]] = (x, y)
    return found
