"""A source holds the number of a passport or travel permit.

Such numbers have no check digit, so they count only close behind the document's name: 护照, 通行证,
台胞证, 回乡证, passport.

Wrong::

    detail: 持护照 EC4073916 的客户

Right::

    detail: 持护照的客户，核对姓名与护照号末四位
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import bare, examples, is_made_up, numbered_lines, problem, search
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

NUMBER = re.compile(
    r"(?:护照|護照|通行证|通行證|台胞证|臺胞證|台胞證|回乡证|回鄉證|[Pp]assport)[^\n\dA-Z，。；,;]{0,8}"
    r"(?P<number>[A-Z]{1,2}\d{7,8}|[A-Z]\d{10}|\d{8,9})(?![\dA-Za-z])"
)


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each number behind the name of a document."""
    declared = context.once(examples)
    for number, span in search(context.once(numbered_lines), NUMBER):
        if bare(number) not in declared and not is_made_up(re.sub(r"\D", "", number)):
            yield problem("PRV06", span, number)


RULE = Rule(
    code="PRV06",
    severity=Severity.ERROR,
    title=Words("护照或通行证号码", "Passport number"),
    message=Words(
        "这里像是真实的证件号码（{masked}）",
        "looks like a real passport number ({masked})",
    ),
    hint=Words(
        "删去；已经提交过的，请联系管理员清理历史",
        "delete it; if it was committed, have the history cleaned",
    ),
    check=check,
    local=True,
    module=__name__,
)
