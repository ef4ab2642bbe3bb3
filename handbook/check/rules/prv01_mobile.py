"""A source holds what looks like a person's mobile number.

Sources are copied to every clone, printed and published; a number once in the history stays there.
Meant are numbers of the mainland, Hong Kong, Macau and Taiwan, in any width and grouping, in texts
and comments alike. Made-up ones are innocent: 138-0000-0000, 13812345678, examples of declared
blanks.

Wrong::

    detail: 有问题打王经理手机 14312607358

Right::

    detail: 有问题联系[[role.supervisor]]，号码见内部通讯录
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import (
    BETWEEN,
    bare,
    examples,
    is_made_up,
    numbered_lines,
    problem,
    search,
)
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

NUMBER = re.compile(
    r"(?<![\dA-Za-z.])(?P<number>"
    rf"(?:[+＋]?[8８][6６]{BETWEEN}?)?[1１][3-9３-９]\d[)）]?{BETWEEN}?\d{{4}}{BETWEEN}?\d{{4}}"
    rf"|[+＋]?(?:852|853|８５２|８５３){BETWEEN}?[4-9４-９]\d{{3}}{BETWEEN}?\d{{4}}"
    rf"|(?:[+＋]?(?:886|８８６){BETWEEN}?[0０]?|[0０])[9９]\d{{2}}{BETWEEN}?\d{{3}}{BETWEEN}?\d{{3}}"
    r")(?![\dA-Za-z]|\.\d)"
)
_OWN = 8
"""The last digits, which are the subscriber's own."""
TEST = frozenset(("13800138000", "13900139000"))


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each number that could be somebody's."""
    declared = context.once(examples)
    for number, span in search(context.once(numbered_lines), NUMBER):
        digits = bare(number).lstrip("+")
        if digits[-11:] in TEST or is_made_up(digits[-_OWN:]) or bare(number) in declared:
            continue
        yield problem("PRV01", span, number)


RULE = Rule(
    code="PRV01",
    severity=Severity.ERROR,
    title=Words("手机号码", "Mobile number"),
    message=Words(
        "这里像是真实的手机号码（{masked}）", "looks like a real mobile number ({masked})"
    ),
    hint=Words(
        "删去，或换成 138-0000-0000 这样的示例；已经提交过的，请联系管理员清理历史",
        "delete it, or write an example such as 138-0000-0000; "
        "if it was committed, have the history cleaned",
    ),
    check=check,
    local=True,
    module=__name__,
)
