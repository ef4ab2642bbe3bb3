"""Two scripts have the same wording under two ids.

They drift apart with the next change, and a search shows the agent both. Punctuation, width and
script make no difference.

Wrong::

    scripts:
      - {id: script.wait, text: 请您稍等，我查一下订单。}
      - {id: script.hold, text: 请您稍等，我查一下订单！}

Right::

    scripts:
      - {id: script.wait, text: 请您稍等，我查一下订单。}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import Spoken, bare, spoken_texts
from handbook.diagnostics import Problem, Severity

_LEAST = 8
"""Shorter wordings, such as 再见, may well be said in several places."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each wording that an earlier script of another id has."""
    first: dict[str, Spoken] = {}
    for wording in context.once(spoken_texts):
        words = bare(wording.text.value)
        if len(words) < _LEAST:
            continue
        before = first.setdefault(words, wording)
        if before.script.id != wording.script.id:
            args = {"id": wording.script.id, "other": before.script.id}
            yield Problem("WRD16", wording.text.place, args, ((before.text.place, "first"),))


RULE = Rule(
    code="WRD16",
    severity=Severity.WARNING,
    title=Words("同一句话写了两遍", "Same wording under two ids"),
    message=Words("「{id}」和「{other}」的文字相同", "“{id}” has the same wording as “{other}”"),
    hint=Words("删去其中一条，改为引用另一条", "delete one of them and refer to the other"),
    check=check,
    module=__name__,
    vocabulary={"label": {"first": Words("相同的文字", "the same wording")}},
)
