"""Words of the trade are said to a customer.

Abbreviations and in-house words (SLA, 工单流转, 闭环) mean nothing to customers and tell them
that they are a case to us. A handbook's own jargon is entered as a forbidden phrase.

Wrong::

    text: 您的客诉已经升二线，SLA 是两小时。

Right::

    text: 您的投诉已经转给专门的同事，两小时内答复您。
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.occurrence import exact_span
from handbook.check.phrases import Phrases, Sought
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import spoken_texts
from handbook.diagnostics import Problem, Severity

_JARGON = (
    "SLA", "KPI", "SOP", "NPS", "CSAT", "FCR", "AHT", "ACW", "IVR", "CRM", "ERP", "OMS", "WMS",
    "SKU", "SPU", "GMV", "UV", "PV", "ARPU", "ROI", "UAT", "客诉", "工单流转", "派单", "升二线",
    "二线同事", "一线同事", "逆向物流", "逆向单", "升级单", "闭环", "赋能", "颗粒度", "抓手",
    "触达", "转化率", "留存率", "客单价", "复盘", "归口", "拉通", "对齐口径", "底层逻辑", "链路",
    "话术", "进线", "首解", "首响", "坐席", "工时",
)  # fmt: skip
_WORDS = Phrases({word: Sought((word,)) for word in _JARGON})


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each word of the trade in what customers hear."""
    heard = {one.text.place for one in context.once(spoken_texts) if one.script.to_customer}
    for word, found in _WORDS.search(context.once(read_texts)):
        if found.text.place in heard:
            at, _ = exact_span(context.library, found.text, found.start, found.end)
            yield Problem("WRD05", at, {"word": found.piece or word})


RULE = Rule(
    code="WRD05",
    severity=Severity.WARNING,
    title=Words("对客户说行话", "Jargon said to customers"),
    message=Words("「{word}」是行话，客户听不懂", "“{word}” is jargon to a customer"),
    hint=Words("换成客户自己会用的词", "use a word that customers use themselves"),
    check=check,
    local=True,
    module=__name__,
)
