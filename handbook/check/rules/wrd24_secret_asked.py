"""A script asks the customer for a secret, or leads away from the company's channels.

Passwords, codes of verification, numbers of cards and pictures of papers are what a swindler asks
for: an agent who asks as well teaches the customer to tell them. The same holds for an agent's own
account and for money sent past the till. Meant is the request, in any words; that nobody should
tell a code may be said.

Wrong::

    text: 请把您收到的验证码告诉我，我帮您操作。

Right::

    text: 请您在页面里自己输入验证码，不用告诉我。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.fold import Folded
from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import spoken_texts
from handbook.diagnostics import Problem, Severity

_END = r"。！？；，、,;.!?\n\0"
# Where one of these stands before the request, it is none: it is denied, warned of or another's.
_INNOCENT = (
    "(?<!要)不|别|勿|无需|无须|未|没|忘|丢|如果|要是|假如|有人|对方|陌生|骗|冒充|让您|叫您|要求|索要|自己|自行"
    "|我[来先再去帮给]|系统|(?<![a-z])(?:not?|never|nobody|if|anyone|without)(?![a-z])|n't"
)
_SIGN = rf"(?:(?!{_INNOCENT})[^{_END}])"
_KEPT = (
    "(?:(?<!取货)(?<!取件)(?<!核销)(?:验证码|校验码)|动态码|动态密码|短信码|密码|口令|安全码"
    "|cvv2?(?![a-z])|(?<!会员)卡号|身份证(?!明)|证件照)"
    "(?!的?(?:重置|找回|修改|设置|步骤|格式|页面|问题|尾号|后四|后4|末四|末4|怎|为|改|锁))"
)
_TELL = "(?:告诉|告知|提供|报|念|说|发(?!送)|拍|传|给)"
_HERE = "(?:一下|下|给?我|给?客服|给?这边|过来|来)(?!了)"
_CODE = (
    r"(?:(?:verification|security|one-time|access|login|sms) code|passcode|password|otp|pin|cvv"
    r"|card number)(?![a-z])"
)
_WORD = rf"(?:(?!{_INNOCENT})[^\s{_END}]+ )"
_ACCOUNT = "(?:微信|qq|vx|wx|v信)(?!群|公众|支付|客服|里|小程序)"
ASKED = re.compile(
    rf"(?:(?<![^{_END}])|(?<=\n)){_SIGN}*?(?P<found>"
    rf"[把将]{_SIGN}{{0,8}}?{_KEPT}{_SIGN}{{0,6}}?{_TELL}"
    rf"|(?:(?:提供|报|念|说|告知){_HERE}?|告诉我|[发拍传]{_HERE}|给(?:一下|我))(?![的们]){_SIGN}{{0,7}}?{_KEPT}"
    rf"|{_KEPT}{_SIGN}{{0,4}}?{_TELL}(?:一下|下|照)?{_HERE}"
    rf"|{_KEPT}是?(?:多少(?!位)|什么(?![样意])|啥)"
    rf"|加(?:一下|个|下)?我?的?(?:私人|个人)?{_ACCOUNT}"
    rf"|转(?:账|钱)?[给到]我(?![们司])|私下{_SIGN}{{0,4}}?(?:转|退|赔|付)"
    r"|(?<![a-z])(?:tell|send|give|text|e-?mail|read|show|forward) (?:me|us)"
    rf" {_WORD}{{0,5}}?{_CODE}"
    r"|(?<![a-z])(?:provide|share|confirm|what(?: i|')s)"
    rf" {_WORD}{{0,3}}?your {_WORD}{{0,2}}?{_CODE}"
    r")"
)
"""In a folded text, from the beginning of a clause."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each request in a wording."""
    library = context.library
    for wording in context.once(spoken_texts):
        folded = Folded(wording.text.value)
        for match in ASKED.finditer(folded.value):
            start, end = folded.origin(*match.span("found"))
            at, _ = exact_span(library, wording.text, start, end)
            words = wording.text.value[start:end]
            yield Problem("WRD24", at, {"words": words, "script": wording.script.id})


RULE = Rule(
    code="WRD24",
    severity=Severity.WARNING,
    title=Words("话术索要保密信息", "Script asks for a secret"),
    message=Words(
        "话术「{script}」里的「{words}」是在索要保密信息或离开公司渠道",
        "“{words}” in the script “{script}” asks for a secret or leaves the company's channels",
    ),
    hint=Words(
        "请客户自己在页面里输入；核对身份只问订单号、尾号；联系与收付款都走公司渠道",
        "let the customer enter it; check who it is by order number and last digits; "
        "stay in the company's channels",
    ),
    check=check,
    local=True,
    module=__name__,
)
