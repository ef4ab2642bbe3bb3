"""A source holds a valid number of a bank card.

Told from other long numbers by the issuer's first digits and the Luhn formula. Test numbers of the
card networks, and numbers plainly made up, are innocent.

Wrong::

    detail: 退款打到 6299 9938 2004 5716 935

Right::

    detail: 退款原路退回，不记录客户的卡号
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import (
    BETWEEN,
    bare,
    examples,
    is_card,
    is_made_up,
    is_resident_id,
    numbered_lines,
    problem,
    search,
)
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

NUMBER = re.compile(
    rf"(?<![\dA-Za-z.\-])(?P<number>\d(?:{BETWEEN}?\d){{14,18}})(?![\dA-Za-z]|{BETWEEN}\d)"
)
# First digits and lengths: UnionPay, Visa, Mastercard, American Express, JCB, ICBC's old cards.
ISSUED = re.compile(
    r"62\d{14,17}|4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|9558\d{15}"
)
TEST = frozenset({
    "4242424242424242", "4012888888881881", "5105105105105100", "378282246310005",
    "371449635398431", "6200000000000005", "3530111333300000", "5454545454545454",
    "6225000000000000",
})  # fmt: skip
_OWN = 10


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each number that the formula holds for."""
    declared = context.once(examples)
    for number, span in search(context.once(numbered_lines), NUMBER):
        digits = bare(number)
        if not ISSUED.fullmatch(digits) or not is_card(digits) or digits in declared:
            continue
        if digits in TEST or is_made_up(digits[-_OWN:]) or is_made_up(digits[6:]):
            continue
        if len(digits) == 18 and is_resident_id(digits, context.today):  # noqa: PLR2004
            continue
        yield problem("PRV03", span, number)


RULE = Rule(
    code="PRV03",
    severity=Severity.ERROR,
    title=Words("银行卡号", "Bank card number"),
    message=Words("这里像是真实的银行卡号（{masked}）", "looks like a real card number ({masked})"),
    hint=Words(
        "删去；已经提交过的，请联系管理员清理历史",
        "delete it; if it was committed, have the history cleaned",
    ),
    check=check,
    local=True,
    module=__name__,
)
