"""A phrase is forbidden, and nothing says what to say instead.

Under pressure people say what they know. Whoever is only told “not this” says something else of the
kind, or nothing at all.

Wrong::

    phrases:
      - {id: phrase.dont-know, kind: forbidden, text: 我不知道, why: 客户得不到帮助}

Right::

    phrases:
      - {id: phrase.dont-know, kind: forbidden, text: 我不知道, why: 客户得不到帮助,
         instead: [我马上帮您查]}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.phrase import PhraseItem


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each forbidden phrase without a replacement or a script."""
    for entry in in_use(context.library, PhraseItem.KIND):
        one = entry.value
        if not isinstance(one, PhraseItem) or one.kind != "forbidden":
            continue
        if not one.instead and not one.scripts:
            yield Problem("COV11", entry.place, {"text": one.text})


RULE = Rule(
    code="COV11",
    severity=Severity.WARNING,
    title=Words("禁用语没有替代说法", "Forbidden phrase without a replacement"),
    message=Words(
        "禁用了「{text}」，没有写明可以怎么说",
        "“{text}” is forbidden, and nothing says what to say instead",
    ),
    hint=Words("写上 instead 或 scripts", "give it instead or scripts"),
    check=check,
    module=__name__,
)
