"""The answer to a quiz question is none of its options, or all of them.

``answer`` counts the options from 1. A learner who ticks what is right would be told it is wrong; a
question of which every option is right asks nothing.

Wrong::

    quiz:
      - question: 投诉多久内首次回应？
        options: [10 分钟, 24 小时]
        answer: [3]

Right::

    quiz:
      - question: 投诉多久内首次回应？
        options: [10 分钟, 24 小时]
        answer: [2]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.training import Question


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each answer that is no option, and each question without a wrong one."""
    for entry in in_use(context.library, Question.KIND):
        if not isinstance(one := entry.value, Question):
            continue
        count = len(one.options)
        args = {"question": one.question, "count": count}
        for number, answer in enumerate(one.answer):
            if not 1 <= answer <= count:
                at = below(entry, "answer", number)
                yield Problem("COV11", at, args | {"answer": answer})
        if len(set(one.answer)) == count:
            yield Problem("COV11", below(entry, "answer"), args | {"why": "all"})


RULE = Rule(
    code="COV11",
    severity=Severity.ERROR,
    title=Words("测验答案不在选项里", "Answer that is no option"),
    message=Words(
        "「{question}」只有 {count} 个选项，没有第 {answer} 个",
        "“{question}” has {count} options, and none is number {answer}",
    ),
    hint=Words("answer 从 1 数起，核对序号", "answer counts from 1: look at the numbers"),
    check=check,
    module=__name__,
    cases={
        "all": Case(
            Words("「{question}」的每个选项都对", "every option of “{question}” is right"),
            Words("加一个错的选项", "add an option that is wrong"),
        )
    },
)
