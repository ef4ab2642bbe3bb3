"""A script is a single word of acknowledgement.

嗯, 哦 and 在吗 leave open whether the customer was understood and what happens next; written, they
read as disdain. A whole wording must say something.

Wrong::

    text: 在的。

Right::

    text: 您好，我是客服{agent_name}，请问有什么可以帮您？
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import bare, spoken_texts
from handbook.diagnostics import Problem, Severity

EMPTY = frozenset({
    "嗯嗯", "嗯哼", "哦哦", "噢噢", "喔喔", "好的", "好滴", "好哒", "行吧", "可以", "知道",
    "知道了", "收到", "明白", "在的", "在呢", "在吗", "在吗亲", "有的", "没有", "没了", "不行",
    "不能", "不知道", "稍等", "等等", "等一下", "是的", "对的", "什么", "干嘛", "请说", "说吧",
    "你说", "您说", "ok", "okay",
})  # fmt: skip


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each wording that is no more than such a word."""
    for wording in context.once(spoken_texts):
        value = wording.text.value
        if "{" in value or "[[" in value:
            continue
        words = bare(value)
        if len(words) <= 1 or words in EMPTY:
            yield Problem("WRD15", wording.text.place, {"words": value.strip()})


RULE = Rule(
    code="WRD15",
    severity=Severity.ERROR,
    title=Words("单字话术", "Single-word script"),
    message=Words("「{words}」不成一句话", "“{words}” says nothing"),
    hint=Words(
        "说清听懂了什么、接下来由谁做什么",
        "say what was understood, and what happens next",
    ),
    check=check,
    local=True,
    module=__name__,
)
