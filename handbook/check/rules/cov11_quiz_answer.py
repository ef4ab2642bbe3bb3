"""The answer to a quiz question is none of its options.

``answer`` counts the options from 1. A learner who ticks what is right would be told it is wrong.

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

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.training import Question


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each answer that is no option."""
    for entry in in_use(context.library, Question.KIND):
        if not isinstance(one := entry.value, Question):
            continue
        count = len(one.options)
        for number, answer in enumerate(one.answer):
            if not 1 <= answer <= count:
                at = below(entry, "answer", number)
                args = {"question": one.question, "count": count, "answer": answer}
                yield Problem("COV11", at, args)


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
)
