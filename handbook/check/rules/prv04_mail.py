"""A source holds the e-mail address of a person.

People move on and addresses are collected; a handbook names the mailbox of a function. Innocent are
such mailboxes (service, kefu, privacy …) and the domains kept for examples (RFC 2606).

Wrong::

    detail: 请写信给 wangxiaoming@yunzhan-retail.cn

Right::

    detail: 请写信给 kefu@example.com
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import bare, examples, lines_with, search
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

ADDRESS = re.compile(
    r"(?<![\w.+%-])(?P<number>[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠](?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24})"
    r"(?![A-Za-z0-9-])",
    re.ASCII,
)
_AT = re.compile("[@＠]")
FUNCTION = re.compile(
    r"(?:^|[._+-])(?:service|services|kefu|cs|support|help|helpdesk|info|contact|hello|admin|office|"
    r"sales|shop|store|hr|jobs|finance|legal|privacy|security|press|media|quality|qa|training|"
    r"complaints?|tousu|feedback|returns?|tuihuo|noreply|no-reply|notify|webmaster|postmaster|"
    r"team|dept|it|handbook|docs|git|vip|hotline|after-?sales|shouhou)\d*(?:$|[._+-])"
)
EXAMPLE = re.compile(
    r"(?:^|\.)(?:example\.(?:com|net|org|cn|com\.cn)|example|invalid|test|localhost)$"
)


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each address that is no function's."""
    lines = lines_with(context.library, _AT, "@", "＠")
    declared = context.once(examples)
    for address, span in search(lines, ADDRESS):
        local, _, domain = address.lower().partition("@")
        if FUNCTION.search(local) or EXAMPLE.search(domain) or bare(address) in declared:
            continue
        yield Problem("PRV04", span, {"masked": f"{local[0]}***@{domain}"})


RULE = Rule(
    code="PRV04",
    severity=Severity.WARNING,
    title=Words("个人邮箱", "A person's e-mail"),
    message=Words(
        "这里像是个人的邮箱（{masked}）", "looks like a person's e-mail address ({masked})"
    ),
    hint=Words(
        "换成岗位或部门的公用邮箱，示例用 example.com",
        "name the mailbox of a function; examples belong to example.com",
    ),
    check=check,
    local=True,
    module=__name__,
)
