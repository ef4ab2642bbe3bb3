"""A vague word stands where an agent must act, without a limit or criterion beside it.

尽快 means a minute to one and a week to another, and nobody can check either; a customer who hears
it calls again. A limit in the same sentence, a reference to a service level or the step's own
``within`` makes a word of time definite; a number, a reference or a list in brackets a word of
measure.

Wrong::

    - id: answer
      do: 答复客户
      who: role.agent
      detail: 核实后尽快答复客户，酌情补偿。

Right::

    - id: answer
      do: 答复客户
      who: role.agent
      detail: 核实后 2 小时内答复客户，补偿不超过 50 元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.check.corpus import Found, read_texts
from handbook.check.occurrence import exact_span
from handbook.check.phrases import Phrases, Sought
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.spoken import spoken_texts
from handbook.check.wording import is_denied, sentence
from handbook.diagnostics import Problem, Severity
from handbook.model.sop import Step

_TIME = {
    "尽快": ("尽快的",),
    "尽早": (),
    "及时": ("及时率", "不及时", "及时性", "是否及时", "及时与否", "及时雨"),
    "适时": (),
    "抓紧": (),
    "第一时间": (),
    "稍后": ("稍后再拨", "稍后重试", "稍后再试", "稍后回来"),
    "过几天": (),
    "过一阵": (),
    "近期": ("近期订单", "近期购买", "近期记录", "近期消费"),
    "不久后": (),
}
_MEASURE = {
    "适当": ("不适当", "适当性"),
    "酌情": (),
    "视情况": (),
    "视情": ("视情况",),
    "适度": (),
    "有关部门": (),
    "相关部门": (),
    "有关人员": (),
    "相关人员": (),
    "若干": (),
}
_WORDS = Phrases({word: Sought((word,), allow) for word, allow in {**_TIME, **_MEASURE}.items()})
_LIMIT = re.compile(
    r"[0-9０-９一二两三四五六七八九十百半几\ufffc\]}]\s*(?:个)?"
    r"(?:秒|分钟|小时|钟头|天|日|周|星期|月|季度|年|工作日|点|时|声|次|遍|元|件|成|%|％|倍|句)"
    r"|\[\[|\{[a-z]|\d:\d\d|当天|当日|当场|当班|今天|明天|次日|下班前|班次内|之前|以前"
)
_LIST = re.compile(r"（[^）]+）|[:：]")
_FIELDS = frozenset(("do", "detail", "caution"))


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each vague word in a step or a script that nothing makes definite."""
    corpus = context.once(read_texts)
    spoken = {one.text.place for one in context.once(spoken_texts)}
    for word, found in _WORDS.search(corpus):
        step = _step(context, found)
        said = found.text.place in spoken
        if (step is None and not said) or _is_definite(word, found, step):
            continue
        at, _ = exact_span(context.library, found.text, found.start, found.end)
        why = "said" if said else ("measure" if word in _MEASURE else "")
        yield Problem("WRD04", at, {"word": found.piece, "why": why})


def _step(context: Context, found: Found) -> Step | None:
    """The step that a text is of, where it says what to do."""
    entry = context.library.entries.get(found.text.source)
    fields = found.text.place.route
    if entry is not None and isinstance(entry.value, Step) and not _FIELDS.isdisjoint(fields):
        return entry.value
    return None


def _is_definite(word: str, found: Found, step: Step | None) -> bool:
    value = found.text.value
    if is_denied(value, found.start):
        return True
    if step is None:  # what is said is short, and a limit may stand in the next sentence
        return _has_limit(value)
    first, last = sentence(value, found.start, found.end)
    if _LIMIT.search(value, first, last):
        return True
    if word in _MEASURE:
        return _LIST.search(value, found.end, last) is not None
    return step.within is not None


@lru_cache(maxsize=16)
def _has_limit(text: str) -> bool:
    return _LIMIT.search(text) is not None


RULE = Rule(
    code="WRD04",
    severity=Severity.WARNING,
    title=Words("含糊的要求", "Vague demand"),
    message=Words(
        "「{word}」没有说到什么时候，这一步也没有时限",
        "“{word}” says no time, and the step has no limit",
    ),
    hint=Words(
        "写明时限，或引用服务时限：[[sla.…]]", "say by when, or refer to a service level: [[sla.…]]"
    ),
    check=check,
    local=True,
    module=__name__,
    cases={
        "measure": Case(
            Words(
                "「{word}」没有说清数额、条件或由谁办理", "“{word}” leaves open how much, or who"
            ),
            Words(
                "写明数额、条件或由谁办理", "give the amount, the condition or the role in charge"
            ),
        ),
        "said": Case(
            Words("对客户说「{word}」，却没有时点", "“{word}” is said without a time"),
            Words("说出时点，例如 {{deadline}} 前", "say when, such as by {{deadline}}"),
        ),
    },
)
