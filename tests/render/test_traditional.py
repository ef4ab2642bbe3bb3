"""Traditional made of Simplified: hard words, the handbook's own words, what is no text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.render.traditional import Conversion

TAIWAN = Conversion()
HARD = {
    "3 天后补发": "3 天後補發",
    "电话里语速放慢": "電話裡語速放慢",
    "对照里程碑": "對照里程碑",
    "公开回复或回复私信": "公開回覆或回覆私訊",
    "周汇总写明高峰周": "週彙總寫明高峰週",
    "先想周全": "先想周全",
    "头发": "頭髮",
    "发展": "發展",
    "发布": "發布",
    "里面": "裡面",
    "公里": "公里",
    "后台": "後台",
    "皇后": "皇后",
    "然后主管回复": "然後主管回覆",
    "干净": "乾淨",
    "干部": "幹部",
    "干涉": "干涉",
    "云栈": "雲棧",
    "人云亦云": "人云亦云",
    "台湾": "台灣",
    "准确": "準確",
    "批准": "批准",
    "怎么": "怎麼",
    "面条": "麵條",
    "见面": "見面",
    "复杂": "複雜",
    "复审": "複審",
    "恢复": "恢復",
    "答复": "答覆",
    "覆盖": "覆蓋",
    "联系系统": "聯絡系統",
    "关系": "關係",
    "松动": "鬆動",
    "松树": "松樹",
    "余额": "餘額",
    "余先生": "余先生",
    "其余先生": "其餘先生",
    "钟女士": "鍾女士",
    "分钟": "分鐘",
    "志愿": "志願",
    "杂志": "雜誌",
    "两只": "兩隻",
    "只要": "只要",
    "征求": "徵求",
    "长征": "長征",
    "脏": "髒",
    "心脏": "心臟",
    "账户": "帳戶",
    "到账": "到帳",
    "质量": "品質",
    "信息": "資訊",
    "简短信息": "簡短資訊",
    "视频": "視訊",
    "短视频": "短影音",
    "短信": "簡訊",
    "打印": "列印",
    "权限": "權限",
    "文件": "文件",
    "程序": "程序",
    "小程序": "小程式",
    "每周": "每週",
    "2 周": "2 週",
    "2 周内": "2 週內",
    "现在线上办理": "現在線上辦理",
    "以上门店": "以上門店",
    "配合同事": "配合同事",
    "经营销售": "經營銷售",
    "刺激活动": "刺激活動",
    "直接口头答复": "直接口頭答覆",
}


@pytest.mark.parametrize("simplified", HARD)
def test_hard_words_are_read_by_their_neighbours(simplified: str) -> None:
    assert TAIWAN.text(simplified) == HARD[simplified]


def test_hong_kong_has_words_and_characters_of_its_own() -> None:
    said = Conversion("hong-kong").text("客户的短信在手机里面，打车费用在账户")
    assert said == "客戶的短訊在手機裏面，搭的士費用在賬戶"


def test_the_longest_word_that_is_set_goes_first() -> None:
    own = Conversion(words=(("工单", "案件"), ("工单号", "案號"), ("VIP 客户", "貴賓")))
    assert own.text("VIP 客户的工单号在工单里") == "貴賓的案號在案件裡"


def test_the_glossary_is_heard_and_the_settings_go_before_it(write: Callable[..., Path]) -> None:
    library = build_library(load_tree(write(HANDBOOK)))
    assert not library.problems
    assert Conversion.of(library).text("优惠券和回访") == "折價券和回訪"


@pytest.mark.parametrize(
    "text",
    [
        "`信息`",
        "[中](图/信息.pdf)",
        "{order_no} [[kpi.csat]] SOP-CMP-01#say",
        json.dumps({"image": "图/信息.png"}, ensure_ascii=False),
    ],
)
def test_what_is_no_text_stays(text: str) -> None:
    assert TAIWAN.text(text) == text


def test_addresses_and_code_of_a_page_stay() -> None:
    page = '<img src="图/信息.png" alt="信息"><code>打印</code> 打印'
    said = '<img src="图/信息.png" alt="資訊"><code>打印</code> 列印'
    assert TAIWAN.html(page) == said


def test_code_of_a_hand_written_page_stays() -> None:
    page = "打印\n\n```yaml\ntitle: 打印\n```\n\n打印\n"
    assert TAIWAN.markdown(page) == "列印\n\n```yaml\ntitle: 打印\n```\n\n列印\n"


def test_a_word_that_a_diagram_breaks_is_read_as_one() -> None:
    box = '<text>核对信<tspan x="1">息和质</tspan><tspan x="1">量</tspan></text>'
    said = '<text>核對資<tspan x="1">訊和品</tspan><tspan x="1">質</tspan></text>'
    assert TAIWAN.html(box) == said


def test_a_line_that_grows_keeps_its_place() -> None:
    box = "<text>扫码<tspan>打印二维码</tspan></text>"
    assert TAIWAN.html(box) == "<text>掃碼<tspan>列印QR 碼</tspan></text>"


@given(st.text())
def test_any_text_is_taken_and_ascii_stays(text: str) -> None:
    assert ascii_of(TAIWAN.text(text)).count("<") == text.count("<")
    assert TAIWAN.text(ascii_of(text)) == ascii_of(text)


def ascii_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii())


HANDBOOK = {
    "sop_sources/handbook.yml": """
name: 手册
organisation: 公司
languages: [zh-Hans, zh-Hant]
traditional: {words: {回访: 回訪}}
""",
    "sop_sources/terms.yml": """
id: REF-TERMS
title: 术语表
version: 1.0.0
status: draft
owner: dept.service
approver: role.head
entries:
  - {id: term.coupon, term: 优惠券, definition: 可以抵钱, traditional: [折價券, 優惠券]}
  - {id: term.call, term: 回访, definition: 主动联系, traditional: [關懷電話]}
changes: [{version: 1.0.0, date: 2025-12-01, class: structural, summary: 初版, author: 甲}]
""",
}
