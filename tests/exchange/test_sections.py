"""The chapters of a Word file: what its steps are, and what is said before and after them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.exchange.marks import Mark
from tests.exchange.books import copied
from tests.exchange.words import drafted, raw, typed, word


def actions(text: str) -> list[str]:
    return [line.removeprefix("    do: ") for line in text.split("\n") if "    do: " in line]


def draft_of(root: Path, file: bytes) -> str:
    draft, _ = drafted(copied(root), file)
    assert draft is not None
    return draft.text


CHAPTERS = ("1 目的", "办好投诉。", "2 适用范围", "全部渠道。", "3 职责", "客服受理。",
            "4 工作程序", "4.1 受理", "4.1.1 问清原因", "4.1.2 登记", "4.2 调查", "4.2.1 联系仓库",
            "5 相关文件", "《退货办法》")  # fmt: skip


@pytest.mark.parametrize("styled", [True, False])
def test_numbers_of_standards_are_chapters_and_steps(tmp_path: Path, styled: bool) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("投诉作业指导书")
        for line in CHAPTERS:
            number, _, rest = line.partition(" ")
            level = number.count(".") + 1
            headed = styled and rest and level < 3
            document.add_paragraph(line, style=f"Heading {level}" if headed else None)

    text = draft_of(tmp_path, word(fill))
    assert "purpose: 办好投诉。\nscope: 全部渠道。\n" in text
    assert actions(text) == ["受理", "调查"]
    assert "    detail: |-\n      1. 问清原因\n      2. 登记\n" in text
    assert "  **职责**\n\n  客服受理。\n\n  **相关文件**\n\n  《退货办法》\n" in text


def test_chapters_that_are_called_flows_hold_the_steps(tmp_path: Path) -> None:
    text = draft_of(tmp_path, typed(
        "安心家电股份有限公司", "退款管理", "一、目的", "快速退款。", "二、电话退款流程", "1、核对",
        "2、打款", "三、门店退款流程", "1、收回商品", "四、附则", "本流程由客服部解释。",
    ))  # fmt: skip
    assert "title: 退款管理\n" in text
    assert "purpose: 快速退款。\n" in text
    assert actions(text) == ["核对", "打款", "收回商品"]
    assert text.index("从这里起是「电话退款流程」") < text.index("do: 核对")
    assert (
        text.index("do: 打款") < text.index("从这里起是「门店退款流程」") < text.index("do: 收回")
    )
    assert "  安心家电股份有限公司\n\n  **附则**\n\n  本流程由客服部解释。\n" in text


def test_what_follows_the_steps_is_no_step(tmp_path: Path) -> None:
    text = draft_of(tmp_path, typed(
        "升级", "一、目的", "办好。", "二、操作步骤", "（一）电话", "1. 接听", "（1）问好",
        "2. 登记", "（二）门店", "三、考核办法", "1. 未登记扣5分。", "2. 超时扣10分。", "四、附则",
        "1. 即日施行。",
    ))  # fmt: skip
    assert actions(text) == ["电话", "门店"]
    assert "    detail: |-\n      1. 接听\n          1. 问好\n      2. 登记\n" in text
    assert (
        "  **考核办法**\n\n  1. 未登记扣5分。\n  2. 超时扣10分。\n\n  **附则**\n\n  1. 即日施行。\n"
        in text
    )


def test_a_list_below_a_step_may_look_like_that_of_the_steps(tmp_path: Path) -> None:
    text = draft_of(tmp_path, typed(
        "回访", "操作步骤", "1. 准备", "2、打电话", "3. 回访", "1、当天回访；", "2、七天回访。",
        "4. 归档",
    ))  # fmt: skip
    assert actions(text) == ["准备", "打电话", "回访", "归档"]
    assert "    detail: |-\n      1. 当天回访；\n      2. 七天回访。\n" in text


def test_styles_of_a_company_are_what_they_are_based_on(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        for name, base in (("安心标题", "Heading 1"), ("安心步骤", "List Number")):
            document.styles.add_style(name, 1).base_style = document.styles[base]
        document.add_paragraph("安心家电有限公司", style="Title")
        document.add_paragraph("换货流程", style="Title")
        document.add_paragraph("操作步骤", style="安心标题")
        document.add_paragraph("受理", style="安心步骤")
        document.add_paragraph("问型号", style="List Number 2")
        document.add_paragraph("寄出", style="安心步骤")
        document.add_paragraph("注意事项", style="安心标题")
        document.add_paragraph("易碎品另行包装。")

    text = draft_of(tmp_path, word(fill))
    assert "title: 换货流程\n" in text
    assert actions(text) == ["受理", "寄出"]
    assert "    detail: 1. 问型号\n" in text
    assert "  **注意事项**\n\n  易碎品另行包装。\n" in text


def test_chapters_that_word_numbers_are_told_from_the_steps(tmp_path: Path) -> None:
    levels = (("chineseCounting", "%1、"), ("decimal", "%2."), ("decimal", "（%3）"))

    def fill(document: Any) -> None:
        numbering = document.part.numbering_part.element
        kinds = "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (kind, text) in enumerate(levels)
        )
        numbering.insert(0, raw(f'<w:abstractNum w:abstractNumId="90">{kinds}</w:abstractNum>'))
        numbering.append(raw('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        document.add_paragraph("退款")
        for level, line in (
            (0, "目的"), (None, "退得快。"), (0, "退款流程"), (1, "受理"), (2, "问原因"),
            (2, "登记"), (1, "打款"), (0, "附则"), (1, "即日施行。"),
        ):  # fmt: skip
            properties = document.add_paragraph(line)._p.get_or_add_pPr()
            if level is not None:
                properties.append(
                    raw(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
                )

    text = draft_of(tmp_path, word(fill))
    assert "purpose: 退得快。\n" in text
    assert actions(text) == ["受理", "打款"]
    assert "    detail: |-\n      1. 问原因\n      2. 登记\n" in text
    assert "  **附则**\n\n  1. 即日施行。\n" in text


def test_a_quantity_is_no_number_of_a_list(tmp_path: Path) -> None:
    lines = ("24 小时内回电", "3.15 活动期间顺延", "1.5 倍赔付", "12 生肖款不退")
    text = draft_of(tmp_path, typed("退款", "1. 受理", *lines, "2. 打款"))
    assert actions(text) == ["受理", "打款"]
    for line in lines:
        assert f"      {line}\n" in text


def test_words_after_the_heading_of_the_steps_are_kept(tmp_path: Path) -> None:
    text = draft_of(
        tmp_path, typed("退款", "操作步骤：按先后办理", "1. 受理", "结果：已退", "2. 打款")
    )
    assert "从这里起是「操作步骤：按先后办理」" in text
    assert "outcome: 已退\n" in text
    assert actions(text) == ["受理", "打款"]


@pytest.mark.parametrize(
    ("manner", "count", "last", "may"),
    [
        ("number", 1, 3, True),
        ("number", 0, 3, True),
        ("number", 2, 0, False),
        ("number", 2, 1, True),
        ("number", 3, 1, False),
        ("decimal-2", 2, 0, False),
        ("decimal-2", 1, 4, True),
        ("brackets", 7, 0, True),
    ],
)
def test_a_number_that_could_be_a_quantity_counts_on_or_begins_anew(
    manner: str, count: int, last: int, *, may: bool
) -> None:
    assert Mark(manner, count=count).may_follow({manner: last}) is may
