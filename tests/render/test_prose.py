"""Prose: references, blanks, and nothing of a source is ever executed."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.render.prose import ProseRenderer

ROOT = data("tests").parent


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(load_tree(ROOT))


@pytest.fixture(scope="module")
def prose(library: Library) -> ProseRenderer:
    return ProseRenderer(library, "zh-Hans")


def href(address: str) -> str:
    return f"#{address}"


def nowhere(_address: str) -> None:
    return None


def test_a_quantity_shows_its_value_with_a_link(prose: ProseRenderer) -> None:
    html = prose.inline("在[[sla.complaint-first-response]]内回复", href)
    assert html == '在<a class="hb-ref" href="#sla.complaint-first-response">24 小时</a>内回复'


def test_a_document_shows_its_title_and_words_can_be_set(prose: ProseRenderer) -> None:
    assert ">《投诉处理》</a>" in prose.inline("[[SOP-CMP-01]]", href)
    assert ">这一篇</a>" in prose.inline("[[SOP-CMP-01|这一篇]]", href)


def test_many_blank_lines_take_no_time(prose: ProseRenderer) -> None:
    began = perf_counter()
    assert prose.words("甲" + "\n" * 40_000 + "乙")
    assert perf_counter() - began < 5  # seconds; it was 18


def test_a_medium_without_the_place_shows_words_only(prose: ProseRenderer) -> None:
    assert prose.inline("见[[SOP-CMP-01]]", nowhere) == "见《投诉处理》"


def test_titles_are_set_apart_as_chinese_does(library: Library, prose: ProseRenderer) -> None:
    assert prose.plain("按[[path.complaint]]升级") == "按「投诉升级」升级"
    assert prose.plain("填写[[form.complaint-record]]") == "填写《投诉记录表》"
    assert prose.words("- 见《[[SOP-CMP-01]]》\n- 见[[SOP-CMP-01#record]]") == (
        "• 见《投诉处理》\n• 见「完整记录四要素」"
    )
    assert prose.inline("见《[[SOP-CMP-01]]》", nowhere) == "见《投诉处理》"
    assert ProseRenderer(library, "en").plain("see [[SOP-CMP-01]]") == "see 投诉处理"


def test_a_reference_with_words_stays_whole_in_a_table(prose: ProseRenderer) -> None:
    html = prose.block("| 甲 |\n| --- |\n| [[SOP-CMP-01|投诉]] |\n", href)
    assert '<td><a class="hb-ref" href="#SOP-CMP-01">投诉</a></td>' in html


def test_blanks_are_marked_in_words_to_say(prose: ProseRenderer) -> None:
    html = prose.wording("订单{order_no}已受理\n请稍候")
    assert html == '订单<span class="hb-slot" data-slot="order_no">订单号</span>已受理<br>\n请稍候'


def test_a_target_says_its_direction(prose: ProseRenderer) -> None:
    assert prose.value("kpi.satisfaction") == "≥ 4.8 分"
    assert prose.value("kpi.repeat-complaint-rate") == "≤ 5%"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a <b>b</b>", "a &lt;b&gt;b&lt;/b&gt;"),
        ("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](file:///etc/passwd)", "[x](file:///etc/passwd)"),
        ("![x](https://example.com/p.png)", '!<a href="https://example.com/p.png">x</a>'),
    ],
)
def test_what_could_act_is_shown_as_text(prose: ProseRenderer, source: str, shown: str) -> None:
    assert prose.inline(source, href) == shown


@given(st.text(max_size=200))
def test_no_text_brings_its_own_markup(prose: ProseRenderer, text: str) -> None:
    html = f"{prose.inline(text, href)}{prose.block(text, href)}{prose.wording(text)}"
    lowered = html.lower()
    assert "<script" not in lowered
    assert "<img" not in lowered
    assert "<style" not in lowered
    assert 'href="javascript' not in lowered


def test_words_are_without_the_signs_of_markup(prose: ProseRenderer) -> None:
    source = (
        "## 先核对\n\n**两项**都要：\n\n- 查 `订单号`\n- 见[登记](https://example.com)\n\n"
        "1. 回复在[[sla.complaint-first-response]]内\n\n"
        "| 类别 | 由谁 |\n| --- | --- |\n| 推责 | [[SOP-CMP-01|这一篇]] |\n\n```\n{order_no}\n```"
    )
    assert prose.words(source).split("\n") == [
        "先核对", "两项都要：", "• 查 订单号", "• 见登记", "1. 回复在24 小时内",
        "类别 · 由谁", "推责 · 这一篇", "{order_no}",
    ]  # fmt: skip


def test_an_open_blank_has_the_brackets_of_its_language(library: Library) -> None:
    name = library.required_settings.variables["order_no"].name
    assert ProseRenderer(library, "zh-Hans").plain("退{order_no}") == f"退〔{name}〕"
    assert ProseRenderer(library, "en").plain("for {order_no}") == f"for [{name}]"


def test_words_of_a_line_are_left_alone(prose: ProseRenderer) -> None:
    assert prose.words("2 * 3 = 6\n下一行") == prose.plain("2 * 3 = 6\n下一行")
