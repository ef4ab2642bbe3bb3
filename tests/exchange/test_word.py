"""A procedure in Word becomes a draft that loads and checks; what it lacks is marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.exchange.draft import draft_from, prose
from handbook.exchange.outline import tidied
from handbook.exchange.word import read_word
from handbook.model.library import Library
from handbook.render.prose import ProseRenderer
from tests.exchange.books import TODAY, copied, library_of
from tests.exchange.words import drafted, typed, word

SIGNS = [
    "&lt;", "&", "amp;", "&#x41;", "&copy", "1", "2026", ".", ")", " ", "(", "*", "**", "_", "`",
    "[", "]", "<b>", "~~", "|", "-", "+", "#", ">", "\\", "=", "!", "{", "}", "---", "http://a.b",
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(copied(tmp_path_factory.mktemp("small")))


def test_numbers_and_headings_of_word_are_kept(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("到店换货", 0)
        document.add_paragraph("文件编号：SOP-EXC-01，责任部门：客户服务部")
        document.add_heading("一、目的", 1)
        document.add_paragraph("让客户一次办好 [见说明]")
        document.add_heading("二、操作步骤", 1)
        document.add_paragraph("客服：核对订单，问清原因。", style="List Number")
        document.add_paragraph("外观", style="List Bullet")
        document.add_paragraph("10分钟内答复客户", style="List Number")
        document.add_table(1, 2).cell(0, 0).text = "情形"
        document.add_heading("三、附则", 1)
        document.add_paragraph("自发布之日起施行。")

    draft, lost = drafted(copied(tmp_path), word(fill))
    assert draft is not None
    assert (draft.id, draft.steps, lost) == ("SOP-EXC-01", 2, ["table"])
    assert "purpose: 让客户一次办好 \\[见说明\\]\n" in draft.text
    assert (
        "  - id: he-dui-ding-dan\n    do: 核对订单\n    who: role.agent\n    detail: |-\n"
        "      核对订单，问清原因。\n\n      - 外观\n" in draft.text
    )
    assert (
        "    do: 10分钟内答复客户\n    who: role.agent\n    within: 10 min\n"
        "    detail: |-\n      | 情形 |  |\n      | --- | --- |\n" in draft.text
    )
    assert "**附则**\n\n  自发布之日起施行。\n" in draft.text


def test_typed_numbers_of_any_manner_are_steps(tmp_path: Path) -> None:
    root = copied(tmp_path)
    for first, second in (
        ("1. ", "2."), ("1、", "2、"), ("一、", "二、"), ("（1）", "（2）"), ("(一)", "(二)"),
        ("第一步：", "第二步 "), ("步骤1：", "步骤2："), ("①", "②"), ("Step 1: ", "Step 2: "),
    ):  # fmt: skip
        draft, _ = drafted(root, typed("退款", f"{first}受理申请", f"{second}打款给客户"))
        assert draft is not None, first
        assert draft.steps == 2, first
        assert "do: 受理申请\n" in draft.text
        assert draft.id == "SOP-NEW-01"


def test_finer_numbers_belong_to_their_step(tmp_path: Path) -> None:
    lines = ("退款", "目的：尽快退款", "一、受理", "（1）问订单号", "（2）登记", "二、打款")
    draft, _ = drafted(copied(tmp_path), typed(*lines))
    assert draft is not None
    assert draft.steps == 2
    assert "purpose: 尽快退款\n" in draft.text
    assert "    detail: |-\n      1. 问订单号\n      2. 登记\n" in draft.text


def test_an_english_action_ends_with_a_word(tmp_path: Path) -> None:
    said = "Look up the tracking number within 10 minutes and tell the customer what it says"
    draft, _ = drafted(copied(tmp_path), typed("Returns", f"1. {said}.", "2. Close the case"))
    assert draft is not None
    assert "do: Look up the tracking number within 10 minutes and tell the\n" in draft.text
    assert said in draft.text
    draft, _ = drafted(copied(tmp_path / "long"), typed("Returns", f"1. {'x' * 80}", "2. Close"))
    assert draft is not None
    assert f"do: {'x' * 60}\n" in draft.text


@pytest.mark.parametrize(
    ("said", "do", "sure"),
    [
        ("客服：核对订单", "核对订单", True),
        ("客服应当核对订单", "应当核对订单", True),
        ("客服在30分钟内回电", "在30分钟内回电", True),
        ("客服核对订单", "客服核对订单", False),
        ("客服电话占线时，请主管接听", "客服电话占线时，请主管接听", False),
        ("客服应急电话打不通", "客服应急电话打不通", False),
        ("客服、主管一起核实", "客服、主管一起核实", False),
    ],
)
def test_who_acts_is_taken_off_only_where_that_is_sure(
    tmp_path: Path, said: str, do: str, sure: bool
) -> None:
    draft, _ = drafted(copied(tmp_path), typed("退款", f"1. {said}", "2. 打款"))
    assert draft is not None
    step = draft.text.partition("steps:\n")[2].partition("打款")[0]
    assert f"    do: {do}\n    who: role.agent\n" in step
    assert step.startswith("  # 待填写：核对执行人\n") is not sure


def test_an_action_that_had_to_be_cut_is_marked_and_stands_whole(tmp_path: Path) -> None:
    said = "与客户约定时间并且在系统中登记安装师傅的姓名和预计到达时间"
    draft, _ = drafted(copied(tmp_path), typed("安装", f"1. {said}", "2. 回访"))
    assert draft is not None
    assert "  # 待填写：核对动作：原文太长，从中截取\n" in draft.text
    assert f"    do: {said[:20]}\n    who: role.agent\n    detail: {said}\n" in draft.text


def test_text_alone_is_no_procedure(tmp_path: Path) -> None:
    assert drafted(copied(tmp_path), typed("退款", "客户要求的，应当退款。"))[0] is None


def test_an_id_that_is_taken_is_not_used_again(tmp_path: Path) -> None:
    draft, _ = drafted(copied(tmp_path), typed("退货 SOP-RET-01", "1. 受理", "2. 受理"))
    assert draft is not None
    assert draft.id == "SOP-NEW-01"
    assert "id: shou-li\n" in draft.text
    assert "id: shou-li-2\n" in draft.text


def test_a_file_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    outline, _ = read_word("/home/me/退款流程.docx", typed("1. 受理", "2. 打款"))
    assert outline is not None
    draft = draft_from(outline, library_of(copied(tmp_path)), "zh-Hans", TODAY)
    assert draft is not None
    assert "# 待填写：核对标题：原文开头没有标题，这里用的是文件名\ntitle: 退款流程\n" in draft.text
    assert "/home/me" not in draft.text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("&lt;b&gt; 与 AT&amp;T", "\\&lt;b\\&gt; 与 AT\\&amp;T"),
        ("AT&T 的 R&D；价格", "AT&T 的 R&D；价格"),
        ("2026. 年度", "2026\\. 年度"),
        ("120) x", "120\\) x"),
        ("1.5 倍", "1.5 倍"),
        ("- x | y", "\\- x | y"),
    ],
)
def test_words_are_escaped_where_markdown_would_read_them_otherwise(
    said: str, written: str
) -> None:
    assert prose(said) == written


@given(st.lists(st.sampled_from(SIGNS) | st.text(max_size=2), max_size=8).map("".join))
def test_any_words_read_as_they_did(library: Library, said: str) -> None:
    text = tidied(said)
    html = ProseRenderer(library, "zh-Hans").block(prose(text), lambda _: None)
    assert html.unescape().removeprefix("<p>").removesuffix("</p>\n") == text
