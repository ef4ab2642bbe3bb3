"""A forbidden phrase has no replacement.

An agent who is only told what not to say falls silent. Each forbidden phrase gives words in its
place, or a script that says it well.

Wrong::

    - {id: phrase.not-my-job, kind: forbidden, text: 不归我管, why: 客户只认公司}

Right::

    - id: phrase.not-my-job
      kind: forbidden
      text: 不归我管
      why: 客户只认公司
      instead: [我来替您转交。]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.wording import phrase_items
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each forbidden phrase with neither words nor a script in its place."""
    for phrase in phrase_items(context.library, "forbidden"):
        if not phrase.instead and not phrase.scripts:
            place = context.library.entries[phrase.id].place
            yield Problem("WRD20", place, {"phrase": phrase.text})


RULE = Rule(
    code="WRD20",
    severity=Severity.WARNING,
    title=Words("禁用语没有写改说什么", "Forbidden phrase without a replacement"),
    message=Words("禁用语「{phrase}」没有写改说什么", "nothing is given in place of “{phrase}”"),
    hint=Words("加上 instead 或 scripts", "add instead or scripts"),
    check=check,
    module=__name__,
)
