"""A key is not one of those that exist here.

A misspelt key would be left out of the handbook without a word, and a reader would never learn
what it said.

Wrong::

    title: 退货处理
    onwer: dept.customer-service

Right::

    title: 退货处理
    owner: dept.customer-service
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.kinds import KINDS
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each review interval of no kind; the models tell all other keys."""
    settings = context.library.settings
    known = ["default", *(kind.name for kind in KINDS)]
    for key in settings.review_every if settings else ():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
            at = Place(context.library.settings_file, ("review_every", key), key=True)
            args = {"key": key, "near": "".join(near), "known": ", ".join(known)}
            yield Problem("FMT21", at, args | {"why": "near" if near else ""})


_MESSAGE = Words("这里没有「{key}」这个键", "there is no key “{key}” here")

RULE = Rule(
    code="FMT21",
    severity=Severity.ERROR,
    title=Words("不认识的键", "Unknown key"),
    message=_MESSAGE,
    hint=Words("这里可以写：{known}", "keys that exist here: {known}"),
    check=check,
    module=__name__,
    cases={
        "near": Case(_MESSAGE, Words("是不是「{near}」？", "did you mean “{near}”?")),
        "blank": Case(
            Words(
                "「{near}」前面的空格不是普通的半角空格",
                "the blanks before “{near}” are no ordinary spaces",
            ),
            Words(
                "换成半角空格，与同一层的键对齐；这种空格多半是从网页、Word 里复制来的",
                "type ordinary spaces, as before the other keys of its level; such blanks usually "
                "come with what is copied from a web page or from Word",
            ),
        ),
    },
)
