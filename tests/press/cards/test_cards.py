"""Single cards: their boxes, what is on them, and what is told where something does not fit."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf_bytes

from handbook.check.engine import judge
from handbook.config import Project
from handbook.press.cards import found
from handbook.press.cards.run import Cards
from handbook.press.error import PressError
from handbook.render.environment import environment
from handbook.stamp.digest import PRINTED
from tests.codes import pages_of, read
from tests.press.cards.conftest import CHANGES, CONTROL, LEVELS, box, card, pages, scripts

Printed = Callable[..., Cards]
TWO = (
    "  - {title: 多久回应, show: [sla.first, sla.other]}\n  - {title: 怎么说, show: [script.two]}\n"
)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
_RGB = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
_TEXT = {"data": "text"}


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def owned(data: bytes) -> int:
    """How many pieces of a file's only page an element owns."""
    with pikepdf.open(BytesIO(data)) as pdf:
        (_, owners) = pdf.Root.StructTreeRoot.ParentTree.Nums
        return len(owners)


def words(data: bytes) -> list[list[float]]:
    """The corners of every word, in millimetres."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
    )
    return [[float(n) * 25.4 / 72 for n in found] for found in _WORD.findall(done.stdout.decode())]


@pytest.mark.parametrize(
    ("size", "layout", "width", "height"),
    [
        ("A4", "service-levels", 210, 297),
        ("A5", "answer", 148, 210),
        ("A6", "strip", 148, 105),
        ("90x54mm", "escalation", 90, 54),
        ("120x80mm", "kpis", 120, 80),
        ("280x45mm", "strip", 280, 45),
    ],
)
def test_a_face_has_its_size_and_keeps_text_and_code_off_the_edge(
    printed: Printed, tmp_path: Path, size: str, layout: str, width: int, height: int
) -> None:
    cards = printed(
        {"cards/CARD-01.yml": card(faces=TWO, more=f"layout: {layout}\nsize: {size}\n")}
    )
    assert not list(cards.problems())
    data = cards.set["CARD-01"].sizes[size].pdf
    assert [box(page, "trimbox") for page in pages(data)] == [[0, 0, width, height]] * 2
    safe = 3.4 if min(width, height) < 60 else 4.9
    for left, top, right, bottom in words(data):
        assert left >= safe
        assert right <= width - safe
        assert bottom <= height - safe
        assert top >= 0.5
    (tmp_path / "card.pdf").write_bytes(data)
    address = cards.views[0].address
    assert [read(page) for page in pages_of(tmp_path / "card.pdf", tmp_path)] == [
        [{address}] * 2
    ] * 2


def test_a_card_says_what_it_is_until_when_and_what_it_replaces(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card(faces=TWO)})
    text = text_of(cards.set["CARD-01"].sizes["A5"].pdf)
    assert "CARD-01 · 版本 1.1.0 · 生效 2026-11-02" in text
    # 90 days from 1 December are 1 March 2027, a Monday: the Sunday before.
    assert "有效期至 2027-02-28" in text
    assert "替换 CARD-01 1.0.0 版，旧卡请销毁" in text
    assert cards.views[0].stamp.digest in text
    assert "24 小时内回复您。" in text


def test_with_bleed_colour_goes_beyond_the_trim(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card()}, more="cards: {bleed: 3}\n")
    (page,) = pages(cards.set["CARD-01"].sizes["A5"].pdf)
    media, trim = box(page, "mediabox"), box(page, "trimbox")
    assert [round(edge, 1) for edge in (media[2] - media[0], media[3] - media[1])] == [154, 216]
    assert [round(a - b, 1) for a, b in zip(trim, media, strict=True)] == [3, 3, -3, -3]


@pytest.mark.parametrize("layout", ["service-levels", "tent"])
def test_a_card_with_bleed_has_text_and_code_in_black_alone(printed: Printed, layout: str) -> None:
    """Neither separates into four inks that have to meet."""
    made = {"cards/CARD-01.yml": card(more=f"layout: {layout}\nsize: A6\n")}
    cards = printed(made, more="cards: {bleed: 3}\n")
    data = cards.set["CARD-01"].sizes["A6"].pdf
    (page,) = pages(data)
    drawn = page.obj.Contents.read_bytes()
    colours = [[float(one) for one in found] for found in _RGB.findall(drawn)]
    assert not [one for one in colours if max(one) < 0.4 and max(one) - min(one) < 0.1]
    assert re.search(rb"\b0 g\b", drawn)
    report = validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize(("more", "reach"), [("", 8), ("cards: {bleed: 3}\n", 3)])
def test_a_fold_mark_is_seen_in_an_office_and_trimmed_off_by_a_shop(
    printed: Printed, more: str, reach: float
) -> None:
    cards = printed({"cards/CARD-01.yml": card(more="layout: tent\nsize: A6\n")}, more=more)
    (page,) = pages(cards.set["CARD-01"].sizes["A6"].pdf)
    mark = page.obj.Contents.read_bytes().rpartition(b"[2 2] 0 d")[2]
    (start, end) = (float(one) for one in re.findall(rb"([\d.]+) [\d.]+ [ml]\b", mark)[:2])
    assert start == 0
    assert end * 25.4 / 72 == pytest.approx(reach, abs=0.01)


def test_what_overflows_is_named_with_its_millimetres(printed: Printed) -> None:
    long = "这是一句很长很长的话，" * 30
    faces = "  - {title: 怎么说, show: [script.one, script.two, script.three]}\n"
    cards = printed({
        "scripts/SCR-01.yml": scripts("请稍等。", long, "好。"),
        "cards/CARD-01.yml": card(faces=faces, more="layout: answer\nsize: 90x54mm\n"),
    })  # fmt: skip
    (problem,) = cards.problems()
    assert problem.code == "PRT02"
    assert problem.args["item"] == "第two句 (script.two)"
    by = float(str(problem.args["by"]))
    assert 5 < by < 200
    library = cards.book.library
    (found,) = [
        one for one in judge(library, [problem], cards.book.today, "zh-Hans") if one.code == "PRT02"
    ]
    assert (
        f"「怎么说」一面放不下：从「第two句 (script.two)」起，超出下边 {by} 毫米" in found.message
    )
    source = (library.root / found.span.file).read_text("utf-8").splitlines()[found.span.line - 1]
    assert source[found.span.column - 1 :].startswith("script.two")


def test_a_card_smaller_than_its_stamp_overflows_and_hides_no_other(printed: Printed) -> None:
    cards = printed({
        "cards/CARD-01.yml": card(more="layout: answer\nsize: 50x45mm\n"),
        "cards/CARD-02.yml": card("CARD-02"),
    })  # fmt: skip
    assert {(one.code, one.args["id"]) for one in cards.problems()} == {("PRT02", "CARD-01")}
    assert cards.set["CARD-02"].sizes["A5"].pdf


def test_a_word_that_reaches_out_of_its_cell_is_an_error(printed: Printed) -> None:
    name = "首次回应" + "W" * 40
    cards = printed({
        "service-levels/SLA-01.yml": LEVELS.replace("name: 首次回应", f"name: {name}"),
        "cards/CARD-01.yml": card(more="layout: service-levels\nsize: 90x54mm\n"),
    })  # fmt: skip
    (problem,) = cards.problems()
    assert problem.code == "PRT02"
    assert problem.args["item"] == f"{name} (sla.first)"


def test_a_card_is_valid_no_longer_than_what_its_words_quote(printed: Printed) -> None:
    cards = printed({
        "service-levels/SLA-01.yml": LEVELS.replace("owner:", "review_every: 31 days\nowner:"),
        "cards/CARD-01.yml": card(faces="  - {title: 说, show: [script.two]}\n"),
    })  # fmt: skip
    assert cards.views[0].until == date(2026, 11, 30)


def test_nothing_on_a_face_is_lost_when_it_is_full(printed: Printed) -> None:
    names = ("one", "two", "three", "four")
    texts = [f"{name}，" + "您好请您放心，" * 8 + f"完{name}。" for name in names]
    faces = f"  - {{title: 怎么说, show: [{', '.join(f'script.{name}' for name in names)}]}}\n"
    cards = printed({
        "scripts/SCR-01.yml": scripts(*texts),
        "cards/CARD-01.yml": card(faces=faces, more="layout: answer\nsize: 90x54mm\n"),
    })  # fmt: skip
    text = text_of(cards.set["CARD-01"].sizes["90x54mm"].pdf)
    held = all(f"完{name}" in text.replace("\n", "") for name in names)
    assert held or [problem.code for problem in cards.problems()] == ["PRT02"]


def test_a_short_card_takes_larger_type_than_a_full_one(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card(
        faces="  - {title: 短, show: [sla.first]}\n  - {title: 长, show: [script.one]}\n",
        more="layout: answer\n",
    ), "scripts/SCR-01.yml": scripts("请您稍等一下。" * 60)})  # fmt: skip
    short, full = cards.set["CARD-01"].sizes["A5"].points
    assert short > full >= 8.5


def test_a_note_runs_below_the_value(printed: Printed) -> None:
    source = LEVELS.replace("24h}", "24h, applies: 全部来电与转接}")
    cards = printed({"cards/CARD-01.yml": card(), "service-levels/SLA-01.yml": source})
    html = cards.jobs["CARD-01"].sizes[0].html
    assert re.search(r'24\s小时</div></div>\s*<p class="note">全部来电与转接</p>', html)


def test_a_code_without_room_is_an_error(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card(more="layout: answer\nsize: 60x40mm\n")}, more="")
    codes = {problem.code for problem in cards.problems()}
    assert "PRT04" not in codes
    long = "SOP-" + "-".join(["LONG"] * 30)
    cards = printed(
        {"cards/CARD-01.yml": card(long, more="layout: answer\nsize: 60x60mm\n")}, "long"
    )
    assert "PRT04" in {problem.code for problem in cards.problems()}


def test_without_a_site_there_is_no_code_and_no_complaint(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card()}, site=False)
    assert not list(cards.problems())


def test_an_own_template_with_tiny_type_is_an_error(printed: Printed, tmp_path: Path) -> None:
    packaged = Path(__file__).parents[3] / "templates/print/cards/style.css"
    own = tmp_path / "templates/print/cards/style.css"
    own.parent.mkdir(parents=True)
    own.write_text(packaged.read_text("utf-8") + ".it { font-size: 5pt }", "utf-8")
    cards = printed({"cards/CARD-01.yml": card()})
    (problem,) = cards.problems()
    assert (problem.code, problem.args["by"], problem.args["least"]) == ("PRT03", "5.0", "7.5")


def test_only_what_is_shown_changes_a_card(printed: Printed) -> None:
    def one(below: str, levels: str) -> tuple[str, bytes]:
        cards = printed(
            {"cards/CARD-01.yml": card(faces=TWO), "service-levels/SLA-01.yml": levels}, below
        )
        return cards.views[0].stamp.digest, cards.set["CARD-01"].sizes["A5"].pdf

    before = one("a", LEVELS)
    assert one("b", LEVELS.replace("2 days", "5 days")) == before
    shown = one("c", LEVELS.replace("3 workdays", "4 workdays"))
    quoted = one("d", LEVELS.replace("24h", "12h"))
    assert len({before[0], shown[0], quoted[0]}) == len({before[1], shown[1], quoted[1]}) == 3


SHOWN = {
    "scripts/SCR-01.yml": f"""id: SCR-01
title: 话术
{CONTROL}scripts:
  - {{id: script.one, title: 第一句, scene: scene.a, channels: [phone], purpose: 说话,
     text: 请稍等。, variants: [{{channel: phone, text: 麻烦您稍等。}}]}}
  - {{id: script.two, title: 第二句, scene: scene.a, channels: [phone], purpose: 道歉,
     text: 让您久等。}}
{CHANGES}""",
    "phrases/PHR-01.yml": f"""id: PHR-01
title: 用语
{CONTROL}phrases:
  - {{id: phrase.no, kind: forbidden, text: 不知道, why: 生硬, instead: [我去核实。, 我来问清。]}}
{CHANGES}""",
    "escalation/ESC-01.yml": f"""id: ESC-01
title: 升级
{CONTROL}grades:
  - {{id: grade.1, name: 一级, rank: 1, criteria: 答得上的, handler: role.agent, how: 当场答}}
paths:
  - id: path.up
    name: 上报
    trigger: 有人不满
    starts_with: role.agent
    hops: [{{to: role.manager, within: 15 min, when: 谈不拢, how: 打电话}}]
{CHANGES}""",
    "sops/SOP-A-01.yml": f"""id: SOP-A-01
title: 接待
{CONTROL}purpose: 接好
trigger: 客户来电
within: 1 h
steps:
  - {{id: greet, do: 问候客户, who: role.agent, within: 5 min}}
  - id: solve
    do: 答复客户
    who: role.manager
    branches:
      - {{when: 客户满意, go: end}}
      - {{when: 客户不满, go: greet}}
exceptions:
  - {{when: "有人受伤，说[[script.two|该说的话]]", go: greet}}
{CHANGES}""",
    "cards/CARD-01.yml": card(
        faces="  - {title: 用语, show: [script.one, phrase.no, grade.1, path.up]}\n"
        "  - {title: 流程, show: [SOP-A-01]}\n",
        more="layout: swimlane\nsize: A4\n",
    ),
}  # fmt: skip


def test_a_cards_digest_changes_with_what_is_printed_and_with_nothing_else(
    printed: Printed,
) -> None:
    def one(below: str, *changed: tuple[str, str]) -> tuple[str, bytes]:
        files = dict(SHOWN)
        for old, new in changed:
            (name,) = (name for name, text in files.items() if old in text)
            files[name] = files[name].replace(old, new)
        cards = printed(files, below)
        return cards.views[0].stamp.digest, cards.set["CARD-01"].sizes["A4"].pdf

    before = one("a")
    unseen = [
        ("麻烦您稍等", "劳驾稍等"), ("我来问清", "我问一问"), ("当场答", "立即答"),
        ("打电话", "发消息"), ("starts_with: role.agent", "starts_with: role.manager"),
        ("within: 1 h", "within: 2 h"), ("有人受伤", "有人晕倒"), ("让您久等", "久等了"),
    ]  # fmt: skip
    assert one("b", *unseen) == before
    seen = [
        ("请稍等", "请等等"), ("我去核实", "我查一下"), ("答得上的", "答得清的"),
        ("15 min", "20 min"), ("5 min}", "6 min}"), ("客户不满,", "客户不应,"),
    ]  # fmt: skip
    after = [one(f"c{number}", change) for number, change in enumerate(seen)]
    assert len({digest for digest, _ in [before, *after]}) == 1 + len(seen)


def test_a_digest_counts_every_field_that_the_templates_print(tmp_path: Path) -> None:
    templates = environment(Project(tmp_path).templates)
    assert templates.loader is not None
    source, _, _ = templates.loader.get_source(templates, "print/cards/pieces.html")
    macros = re.findall(r"{% macro (\w+)\(v, item.*?%}(.*?){% endmacro %}", source, re.DOTALL)
    printed = {kind: set(re.findall(r"\bitem\.(\w+)", body)) for kind, body in macros}
    known = {kind for kind in printed if kind in PRINTED}
    assert printed.keys() - known == {"phrase", "level"}, "these depend on the item"
    for kind in known:
        assert printed[kind] <= set(PRINTED[kind]), kind


def test_an_unchanged_card_is_not_set_again(
    printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = printed({"cards/CARD-01.yml": card()})
    monkeypatch.setattr("handbook.press.cards.setting.set_card", None)
    again = printed({"cards/CARD-01.yml": card()})
    assert again.set == first.set


def test_a_tent_is_one_page_with_the_second_face_on_its_head(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card(faces=TWO, more="layout: tent\nsize: A6\n")})
    data = cards.set["CARD-01"].sizes["A6"].pdf
    (page,) = pages(data)
    assert box(page, "mediabox") == [0, 0, 148, 210]
    assert "多久回应" in text_of(data)
    (one,) = [one for one in cards.prints if not one.sheet]
    assert (one.width, one.height, one.pages) == (148, 210, 1)


@pytest.mark.parametrize("faces", [TWO, ""])
@pytest.mark.parametrize("layout", ["service-levels", "tent", "strip"])
def test_a_card_is_accessible(printed: Printed, layout: str, faces: str) -> None:
    cards = printed({"cards/CARD-01.yml": card(faces=faces, more=f"layout: {layout}\nsize: A6\n")})
    report = validate_pdf_bytes(cards.set["CARD-01"].sizes["A6"].pdf, profile="ua1")
    assert [failure.message for failure in report.failures] == []


def test_a_blank_is_told_from_words_by_signs(printed: Printed) -> None:
    said = {"scripts/SCR-01.yml": scripts("请稍等。", "{order_no} 已办好。")}
    cards = printed(
        {"cards/CARD-01.yml": card(faces=TWO, more="layout: answer\nsize: A6\n"), **said},
        more="variables:\n  order_no: {name: 订单号, example: YZ-1}\n",
    )
    assert "〔订单号〕" in "".join(text_of(cards.set["CARD-01"].sizes["A6"].pdf).split())


def test_both_faces_of_a_tent_are_read(printed: Printed) -> None:
    cards = printed({"cards/CARD-01.yml": card(faces=TWO, more="layout: tent\nsize: A6\n")})
    data = cards.set["CARD-01"].sizes["A6"].pdf
    (page,) = pages(data)
    drawn = [int(n) for n in re.findall(rb"/MCID (\d+)", page.obj.Contents.read_bytes())]
    assert drawn == list(range(owned(data)))


def test_prints_are_listed_with_what_they_are(printed: Printed) -> None:
    more = "layout: service-levels\nsize: A6\nalso: [90x54mm]\n"
    cards = printed({"cards/CARD-01.yml": card(faces=TWO, more=more)})
    assert [(one.path, one.pages, one.up) for one in cards.prints] == [
        ("print/CARD-01-A6.pdf", 2, 1),
        ("print/CARD-01-90x54mm.pdf", 2, 1),
        ("print/CARD-01-A6-A4.pdf", 2, 4),
        ("print/CARD-01-90x54mm-A4.pdf", 2, 10),
    ]
    paths = {one.path for one in cards.prints}
    pictures = {path for one in cards.prints for path in one.previews}
    assert paths | pictures == set(cards.files)
    assert all(cards.files[path].startswith(b"\x89PNG") for path in pictures)
    assert all(len(cards.files[one.path]) == one.bytes for one in cards.prints)


def test_cards_that_cannot_be_set_are_told_of_as_not_measured(
    printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Cards:
        raise PressError("a worker process ended at once")

    library = printed({"cards/CARD-01.yml": card()}).book.library
    monkeypatch.setattr(found, "set_cards", refused)
    (problem,) = found.found_in_print(Project(library.root), library, date(2026, 12, 1))
    assert (problem.code, problem.args["detail"]) == ("PRT06", "a worker process ended at once")
