"""The templates: well-formed, complete, linked, small, and drawn by the print engine in silence."""

from __future__ import annotations

import itertools
import logging
import re
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.render.diagram import (
    Climb,
    Edge,
    Flow,
    Ladder,
    Lane,
    Node,
    Rung,
    Swimlane,
    ladder,
    swimlane,
)
from handbook.render.environment import environment

TEMPLATES = environment((Path(__file__).parents[2] / "templates",))
FONT = "Noto Sans CJK SC,sans-serif"
SVG = "{http://www.w3.org/2000/svg}"

STEPS = (
    (0, "致歉并安抚情绪", "24 小时"),
    (0, "完整记录四要素", "10 分钟"),
    (0, "立即上报主管", "15 分钟"),
    (1, "牵头调查核实", "2 小时"),
    (1, "拟定补偿方案", "1 小时"),
    (2, "审批超权限方案", "2 小时"),
    (0, "按承诺兑现方案", "3 个工作日"),
    (0, "回访确认满意", ""),
)
WAYS = (
    Edge("plan", "approve", "step", "金额超出主管权限"),
    Edge("plan", "fulfil", "step", "方案获客户确认"),
    Edge("call", "end", "end", "客户满意"),
    Edge("call", "look", "step", "客户仍不满意"),
)
IDS = ("soothe", "record", "report", "look", "plan", "approve", "fulfil", "call")
FLOW = Flow(
    "投诉处理",
    "客户表达不满并要求处理",
    (Lane("role.a", "一线客服"), Lane("role.b", "客服主管"), Lane("role.c", "客户服务总监")),
    tuple(
        Node(name, f"SOP-CMP-01#{name}", lane, str(number), does, limit)
        for number, (name, (lane, does, limit)) in enumerate(zip(IDS, STEPS, strict=True), 1)
    ),
    (
        *(Edge(a, b) for a, b in itertools.pairwise(IDS) if a != "plan"),
        *WAYS,
    ),
)
CLIMB = Climb(
    "投诉升级",
    (
        Rung("role.a", "一线客服", "客户投诉，或任何问题被判为三级。"),
        Rung("role.b", "客服主管", "一线客服判定为投诉，或客户要求由上级处理。", "15 分钟"),
        Rung("role.c", "客户服务总监", "方案超出主管额度。" * 5, "30 分钟"),
        Rung("role.d", "总经理", "准备诉诸媒体。", "客户先挂机，客服后挂机，" * 3 + "再记录"),
    ),
)


def _anchor(address: str) -> str:
    return f"#{address.partition('#')[2]}"


def drawn(flow: Flow, linked: bool = True, styled: bool = False) -> str:
    template = TEMPLATES.get_template("shared/swimlane.svg")
    href = _anchor if linked else lambda _: None
    return template.render(picture=swimlane(flow), href=href, font=FONT, styled=styled)


def climbed(linked: bool = True) -> str:
    template = TEMPLATES.get_template("shared/ladder.svg")
    href = _anchor if linked else lambda _: None
    return template.render(picture=ladder(CLIMB), href=href, font=FONT, styled=False)


def test_every_text_is_text() -> None:
    said = "".join("".join(text.itertext()) for text in _parsed(drawn(FLOW)).iter(f"{SVG}text"))
    for words in [FLOW.trigger, *(lane.name for lane in FLOW.lanes), "开始", "结束"]:
        assert words in said
    for node in FLOW.nodes:
        assert node.text in said
        assert node.limit in said
    assert all(edge.when in said for edge in FLOW.edges)


@settings(max_examples=50)
@given(words=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_whatever_the_words_it_is_well_formed(words: str) -> None:
    nodes = (replace(FLOW.nodes[0], text=words, limit=words), *FLOW.nodes[1:])
    texts = _parsed(drawn(replace(FLOW, title=words, trigger=words, nodes=nodes))).iter(
        f"{SVG}text"
    )
    assert words in ["".join(text.itertext()) for text in texts]


@pytest.mark.parametrize("nothing", [" ", "\u0300", "\u3000"])
def test_words_that_show_nothing_do_no_harm(nothing: str) -> None:
    nodes = tuple(replace(node, text=nothing, limit=nothing) for node in FLOW.nodes)
    edges = tuple(replace(edge, when=edge.when and nothing) for edge in FLOW.edges)
    assert _parsed(drawn(replace(FLOW, trigger=nothing, nodes=nodes, edges=edges))) is not None


def test_marks_in_the_words_are_escaped() -> None:
    node = Node("a", 'X-01#a"b', 0, "1", "<b>R&D</b>")
    flow = Flow("A & B", "<script>", (Lane("r", "R&D"),), (node,), (Edge("a", "end", "end"),))
    assert str(_parsed(drawn(flow)).findtext(f"{SVG}title")).startswith("A & B\n")
    assert "<script>" not in drawn(flow)


def test_a_step_leads_to_its_anchor() -> None:
    links = [link.get("href") for link in _parsed(drawn(FLOW)).iter(f"{SVG}a")]
    assert links == [f"#{name}" for name in IDS]


def test_a_link_says_what_its_place_shows() -> None:
    page = _parsed(drawn(FLOW, styled=True))
    first = next(page.iter(f"{SVG}a"))
    assert first.get("aria-label") == "1 致歉并安抚情绪, 一线客服, 24 小时"
    hidden = [one for one in page.iter() if one.get("aria-hidden")]
    assert len(hidden) == 3  # the trigger, the actors, the signs


@pytest.mark.parametrize("draw", [lambda linked: drawn(FLOW, linked), climbed])
def test_without_links_it_is_an_image_and_with_links_a_document(draw) -> None:  # type: ignore[no-untyped-def]
    assert _parsed(draw(False)).get("role") == "img"
    assert not list(_parsed(draw(False)).iter(f"{SVG}a"))
    assert _parsed(draw(True)).get("role") is None


@pytest.mark.parametrize(
    ("svg", "said"), [(drawn(FLOW), swimlane(FLOW)), (climbed(), ladder(CLIMB))]
)
def test_the_title_comes_first_and_in_print_holds_the_description(
    svg: str, said: Swimlane | Ladder
) -> None:
    """WeasyPrint makes the title what is read in place of the drawing, and knows nothing else."""
    assert _parsed(svg)[0].tag == f"{SVG}title"
    assert _parsed(svg)[0].text == f"{said.title}\n{said.description}"


@pytest.mark.parametrize("svg", [drawn(FLOW), climbed()])
def test_coordinates_are_whole_or_half(svg: str) -> None:
    numbers = re.findall(r"\d+\.\d+", re.sub(r">[^<]*<|stroke-[a-z]+=\S+|fill-[a-z]+=\S+", "", svg))
    assert numbers
    assert all(number.endswith(".5") for number in numbers)


def test_eight_steps_take_less_than_six_kilobytes() -> None:
    assert len(drawn(FLOW).encode()) < 6000


def test_a_ladder_tells_all_from_the_bottom_up() -> None:
    said = ["".join(text.itertext()) for text in _parsed(climbed()).iter(f"{SVG}text")]
    assert said == [
        text for rung in CLIMB.rungs for text in (rung.name, rung.limit, rung.when) if text
    ]


def test_a_ladder_rises_to_the_right() -> None:
    blocks = ladder(CLIMB).blocks
    for lower, upper in itertools.pairwise(blocks):
        assert lower.x < upper.x
        assert lower.y > upper.y + upper.height
        assert lower.x + lower.width == upper.x + upper.width


def test_the_print_engine_draws_both_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    caplog.set_level(logging.WARNING, "weasyprint")
    html = f"<body>{drawn(FLOW, linked=False)}{climbed(linked=False)}"
    assert weasyprint.HTML(string=html).render().pages
    pdf = weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True)
    assert pdf.count(b" Tj") + pdf.count(b" TJ") > 100  # letters, not outlines
    assert not caplog.records


def test_a_diagram_is_laid_out_and_drawn_in_milliseconds() -> None:
    drawn(FLOW)
    before = time.process_time()
    for _ in range(50):
        drawn(FLOW)
    # 1 ms on a quiet machine; the margin is for a busy one, not for us.
    assert (time.process_time() - before) / 50 < 0.01


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own output
