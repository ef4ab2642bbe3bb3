"""A source holds a valid identity number of a person.

The check digits tell it from other long numbers: mainland resident identity numbers of 18
characters (GB 11643), Hong Kong and Taiwan identity cards; the mainland's older ones of 15 digits
by division and birthday. The standard's own example, and numbers plainly made up, are innocent.

Wrong::

    detail: 例如身份证 110199190205174526 的客户

Right::

    detail: 例如身份证 11010519491231002X（国家标准里的例子）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import (
    BETWEEN,
    bare,
    examples,
    is_hong_kong_id,
    is_made_up,
    is_resident_id,
    is_taiwan_id,
    numbered_lines,
    problem,
    search,
)
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

RESIDENT = re.compile(
    rf"(?<![\dA-Za-z])(?P<number>\d{{6}}{BETWEEN}?\d{{4}}{BETWEEN}?\d{{4}}{BETWEEN}?\d{{3}}[\dXxＸｘ]"
    rf"|\d{{6}}{BETWEEN}?\d{{6}}{BETWEEN}?\d{{3}})(?![\dA-Za-z])"
)
HONG_KONG = re.compile(
    r"(?<![\dA-Za-z])(?P<number>[A-ZＡ-Ｚ]{1,2}\d{6}[(（][\dAＡ][)）])(?![\dA-Za-z])"
)
TAIWAN = re.compile(r"(?<![\dA-Za-z\-])(?P<number>[A-ZＡ-Ｚ][1289１２８９]\d{8})(?![\dA-Za-z])")
PUBLISHED = frozenset(("11010519491231002X", "440524188001010014", "A123456789"))


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each number with the right check digit."""
    declared = context.once(examples)
    tests = (
        (RESIDENT, "mainland", lambda number: is_resident_id(number, context.today)),
        (HONG_KONG, "hong-kong", is_hong_kong_id),
        (TAIWAN, "taiwan", is_taiwan_id),
    )
    for pattern, kind, holds in tests:
        for number, span in search(context.once(numbered_lines), pattern):
            plain = bare(number)
            if plain in declared or plain in PUBLISHED or not holds(plain):
                continue
            if not is_made_up(re.sub(r"\D", "", plain)[-8:]):
                yield problem("PRV02", span, number, {"kind": kind})


RULE = Rule(
    code="PRV02",
    severity=Severity.ERROR,
    title=Words("身份证号码", "Identity number"),
    message=Words(
        "这里像是真实的{kind}号码（{masked}）", "looks like a real {kind} number ({masked})"
    ),
    hint=Words(
        "删去；已经提交过的，请联系管理员清理历史",
        "delete it; if it was committed, have the history cleaned",
    ),
    check=check,
    local=True,
    module=__name__,
    vocabulary={
        "kind": {
            "mainland": Words("居民身份证", "resident identity"),
            "hong-kong": Words("香港身份证", "Hong Kong identity"),
            "taiwan": Words("台湾身份证", "Taiwan identity"),
        }
    },
)
