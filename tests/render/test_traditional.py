"""Traditional made of Simplified: hard words, the handbook's own words, what is no text."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.render.traditional import Conversion
from tests.sites import ROOT

TAIWAN = Conversion()
SOURCES, GUIDE = ROOT / "sop_sources", ROOT / "docs" / "guide"
CHARACTERS: dict[str, dict[str, str]] = tomllib.loads(
    (ROOT / "handbook" / "render" / "characters.toml").read_text("utf-8")
)["characters"]
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
    "总额发给客户": "總額發給客戶",
    "断发": "斷發",
    "开头发出第一句": "開頭發出第一句",
    "抬头发票": "抬頭發票",
    "经理发通知": "經理發通知",
    "结束发送": "結束發送",
    "理发": "理髮",
    "和面板": "和面板",
    "页面条款": "頁面條款",
    "面单并发布": "面單並發布",
    "并发一条短信": "並發一條簡訊",
    "合并的": "合併的",
    "一并发给客户": "一併發給客戶",
    "单一并列": "單一並列",
    "审批并入职": "審批並到職",
    "记录并入同一单": "記錄併入同一單",
    "签个名": "簽個名",
    "会签": "會簽",
    "拒签": "拒簽",
    "同意书签字": "同意書簽字",
    "标签": "標籤",
    "价签": "價籤",
    "要求签收": "要求簽收",
    "没采纳": "沒採納",
    "没有采用": "沒有採用",
    "您别着急": "您別著急",
    "结果一出就告诉": "結果一出就告訴",
    "扣分": "扣分",
    "克制才能": "克制才能",
    "克扣": "剋扣",
    "不卷裤脚": "不捲褲腳",
    "试卷起草": "試卷起草",
    "打折页面": "打折頁面",
    "折叠": "摺疊",
    "亲友托问": "親友託問",
    "检测委托书": "檢測委託書",
    "点赞": "點讚",
    "赞助": "贊助",
    "编制当月问卷": "編製當月問卷",
    "接收复制的话": "接收複製的話",
    "规定制度": "規定制度",
    "定制服务": "定制服務",
    "恢复制度": "恢復制度",
    "维修复检": "維修複檢",
    "反复": "反覆",
    "复核": "複核",
    "应答复时": "應答覆時",
    "重复一遍": "重複一遍",
    "有回音": "有回音",
    "回避": "迴避",
    "销毁": "銷毀",
    "服务台": "服務台",
    "台面": "台面",
    "台风": "颱風",
    "不准退": "不准退",
    "说不准": "說不準",
    "只准一次": "只准一次",
    "批准备案": "批准備案",
    "标准入库": "標準入庫",
    "写明里程碑": "寫明里程碑",
    "万里": "萬里",
    "邻里": "鄰里",
    "相关系统": "相關系統",
    "没有关系": "沒有關係",
    "写明了": "寫明了",
    "两只杯子": "兩隻杯子",
    "订单只要": "訂單只要",
    "这只是": "這只是",
    "骨干部门": "骨幹部門",
    "不让您干等": "不讓您乾等",
    "手表": "手錶",
    "新手表现": "新手表現",
    "登记表链接": "登記表連結",
    "报表盘点": "報表盤點",
    "每周到店": "每週到店",
    "服务不周": "服務不周",
    "周女士": "周女士",
    "当日历史": "當日歷史",
    "日历": "日曆",
    "针对冲突": "針對衝突",
    "冲红": "沖紅",
    "会尽快联系": "會儘快聯絡",
    "生日志愿": "生日志願",
    "道别致谢": "道別致謝",
    "设备注意": "設備注意",
    "备注": "備註",
    "负责人参与": "負責人參與",
    "南宁": "南寧",
    "家具": "家具",
    "商家伙伴": "商家夥伴",
    "收获": "收穫",
    "签收获得": "簽收獲得",
    "在线上等": "線上等",
    "在线上下单": "線上下單",
    "在线下单": "線上下單",
    "适用在线时限": "適用線上時限",
    "用在哪里": "用在哪裡",
    "客户端画面": "客戶端畫面",
    "照片或视频": "照片或影片",
    "视频客服": "視訊客服",
    "有数据支持的资料": "有數據支持的資料",
    "显示屏": "顯示器",
    "离座锁屏": "離座鎖定螢幕",
    "读屏软件": "螢幕報讀軟體",
    "单元格": "儲存格",
    "受控文档": "受控文件",
    "摄像设备": "攝影設備",
    "可以上门": "可以到府",
    "有消息通知您": "有消息通知您",
    "回去等消息": "回去等消息",
    "没有新消息我也联系您": "沒有新消息我也聯絡您",
    "一条消息说一件事": "一條訊息說一件事",
    "店铺有新消息": "店鋪有新訊息",
    "视频里的问题": "影片裡的問題",
    "您算一算划不划算": "您算一算划不划算",
    "核对下单人身份": "核對下單人身分",
    "投诉记录表": "投訴紀錄表",
    "质检评分记录表": "質檢評分紀錄表",
    "写进记录": "寫進紀錄",
    "上次的记录我正在看": "上次的紀錄我正在看",
    "例子在记录里": "例子在紀錄裡",
    "再记录时间": "再記錄時間",
    "完整记录诉求": "完整記錄訴求",
    "质保期": "保固期",
    "打开水印和访问日志": "打開浮水印和存取紀錄",
    "系统会话日志": "系統會話日誌",
    "用短信或推送": "用簡訊或推播",
    "直接推送到": "直接推送到",
    "呼叫中心话务报表": "客服中心話務報表",
    "系统弹屏": "系統跳出畫面",
    "准予上岗": "准予上線",
    "张贴在岗位上": "張貼在崗位上",
    "线上岗位": "線上崗位",
    "主管不在岗时": "主管不在班時",
}


@pytest.mark.parametrize("simplified", HARD)
def test_hard_words_are_read_by_their_neighbours(simplified: str) -> None:
    assert TAIWAN.text(simplified) == HARD[simplified]


@pytest.mark.parametrize("region", ["taiwan", "hong-kong"])
def test_a_character_between_the_same_two_is_the_same_throughout_the_handbook(region: str) -> None:
    files = [*SOURCES.rglob("*.yml"), *SOURCES.rglob("*.md"), *GUIDE.glob("*.md")]
    runs = {
        run for file in files for run in re.findall("[\u3400-\u9fff]+", file.read_text("utf-8"))
    }
    conversion, found = Conversion(region), defaultdict(set)
    for run in runs:
        made = conversion.text(run)
        for at in range(1, min(len(run), len(made)) - 1):
            if run[at] in CHARACTERS and len(made) == len(run):
                found[run[at - 1 : at + 2]].add(made[at])
    assert not {place: forms for place, forms in found.items() if len(forms) > 1}


def test_what_is_told_of_a_character_is_told_once() -> None:
    for one, forms in CHARACTERS.items():
        words = " ".join(forms.values()).split()
        assert all(one in word for word in words)
        assert len(words) == len(set(words))


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


def test_a_page_may_have_any_number_of_pieces_that_are_kept() -> None:
    pieces = "".join(f"<code>里{number}</code>" for number in range(70_000))
    assert TAIWAN.html(f"{pieces}里面") == f"{pieces}裡面"
