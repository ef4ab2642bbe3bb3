"""One wording addresses the customer in two ways, 您 and 你.

It sounds as if the agent's respect had slipped. Scripts among colleagues, and 你 in quotation marks
or in 你们 and 你好, are free.

Wrong::

    text: 您好，你的订单已经发出。

Right::

    text: 您好，您的订单已经发出。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import spoken_texts
from handbook.diagnostics import Problem, Severity

_PLAIN = re.compile(r"[你妳](?![们們好])")
_POLITE = "您"
_QUOTED = re.compile(r"「[^」]*」|“[^”]*”|『[^』]*』")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each 你 in what a customer hears beside 您."""
    for wording in context.once(spoken_texts):
        value = wording.text.value
        if not wording.script.to_customer or _POLITE not in value:
            continue
        own = _QUOTED.sub(lambda match: " " * len(match[0]), value)
        for match in _PLAIN.finditer(own):
            at, _ = exact_span(context.library, wording.text, match.start(), match.end())
            yield Problem("WRD23", at, {"word": match[0]})


RULE = Rule(
    code="WRD23",
    severity=Severity.WARNING,
    title=Words("「您」和「你」混用", "Two ways of address"),
    message=Words("同一句话里又说「您」又说「{word}」", "“您” and “{word}” in one wording"),
    hint=Words("对客户一律用「您」", "address customers as 您 throughout"),
    check=check,
    local=True,
    module=__name__,
)
