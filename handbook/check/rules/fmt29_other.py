"""A value is outside the bounds of its key: too small, too large, too many.

Wrong::

    rank: 0

Right::

    rank: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.training import Question
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each quiz answer past the options; the models tell the rest."""
    for entry in context.library.entries.values():
        if isinstance(entry.value, Question):
            most = len(entry.value.options)
            for number, answer in enumerate(entry.value.answer):
                if not 1 <= answer <= most:
                    at = Place(entry.place.file, (*entry.place.route[:-1], "answer", number))
                    args = {"key": "answer", "value": answer}
                    why, limit = ("le", most) if answer > most else ("ge", 1)
                    yield Problem("FMT29", at, args | {"why": why, "limit": limit})


_HINT = Words("改成范围之内的值", "choose a value within the bounds")

RULE = Rule(
    code="FMT29",
    severity=Severity.ERROR,
    title=Words("值超出范围", "Value out of bounds"),
    message=Words(
        "「{key}」的值「{value}」不能用（{detail}）", "“{key}” cannot be “{value}” ({detail})"
    ),
    hint=Words("对照其他文件里同一个键的写法", "compare it with the same key in another file"),
    check=check,
    module=__name__,
    cases={
        "gt": Case(
            Words(
                "「{key}」应大于 {limit}，这里是 {value}",
                "“{key}” should be more than {limit}, here it is {value}",
            ),
            _HINT,
        ),
        "ge": Case(
            Words(
                "「{key}」不能小于 {limit}，这里是 {value}",
                "“{key}” should be {limit} or more, here it is {value}",
            ),
            _HINT,
        ),
        "le": Case(
            Words(
                "「{key}」不能大于 {limit}，这里是 {value}",
                "“{key}” should be {limit} or less, here it is {value}",
            ),
            _HINT,
        ),
        "long": Case(
            Words("「{key}」最多 {limit} 项", "“{key}” can have {limit} entries at most"),
            Words("删去多余的项", "leave out what is too many"),
        ),
    },
)
