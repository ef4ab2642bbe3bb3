"""A source holds a password, key or token.

Whoever reads the handbook could use it. Meant is a value right behind 密码, 口令, 密钥, 验证码,
password, token or the like; blanks, asterisks and plain words are innocent.

Wrong::

    detail: 后台密码：Yz#2026kf

Right::

    detail: 后台密码由主管在密码管理器里授权
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import examples, is_made_up, lines_with, problem, search
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_NAMES = (
    "密码", "密碼", "口令", "密钥", "密鑰", "验证码", "驗證碼", "password", "Password", "PASSWORD",
    "passwd", "token", "Token", "TOKEN", "secret", "Secret", "SECRET", "api_key",
    "API_KEY", "apikey",
)  # fmt: skip
_NAME = re.compile("|".join(_NAMES))
VALUE = re.compile(
    rf"(?:{'|'.join(_NAMES)})\s*(?:[:：=]|是|为|為)\s*[「“\"'`]?"
    r"(?P<number>[A-Za-z0-9!#$%&+./?@^_~\-]{6,64})(?![\w{])"
)


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each value that is no plain word or example."""
    declared = context.once(examples)
    for value, span in search(lines_with(context.library, _NAME, *_NAMES), VALUE):
        if not re.search(r"\d", value) or value.upper() in declared:
            continue
        if not (value.isdigit() and is_made_up(value)):
            yield problem("PRV07", span, value)


RULE = Rule(
    code="PRV07",
    severity=Severity.ERROR,
    title=Words("密码或密钥", "Password or key"),
    message=Words("这里像是真实的密码或密钥（{masked}）", "looks like a real secret ({masked})"),
    hint=Words(
        "删去并立即更换它；写明向谁申请",
        "delete it and change it at once; say whom to ask for it",
    ),
    check=check,
    local=True,
    module=__name__,
)
