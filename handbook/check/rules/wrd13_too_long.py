"""A wording is too long for the channel that it is said or sent through.

Said in one breath at four characters a second, more than 30 seconds are no longer followed; a
message longer than a telephone's screen is not read; networks cut what is longer than they take.

By phone, video, at the shop, on a visit or onsite: 30 s, which are 120 characters. By chat, wechat,
wecom, app, miniprogram or marketplace: 150 characters; weibo 140, douyin 100, sms 70, which are one
message. Channels go by their ids; others have no limit.

Blanks count with their example, references with four characters.

Wrong (``channels: [sms]``)::

    text: >-
      您好，您的退款申请已经受理，我们将按照退换政策核对您寄回的商品，
      核对无误之后由财务部办理退款，款项原路退回您付款时使用的账户，
      到账时间以银行为准，如有疑问请联系我们。

Right::

    text: 您好，退款申请已受理，验货后原路退回。您可回复本短信询问进度。
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.spoken import SIGNS_A_SECOND, Spoken, length, said, spoken_texts
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library

BREATH = 30
SAID = frozenset(("phone", "video", "shop", "visit", "onsite"))
SENT = {
    **dict.fromkeys(("chat", "wechat", "wecom", "app", "miniprogram", "marketplace"), 150),
    "weibo": 140,
    "douyin": 100,
    "sms": 70,
}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each wording that is too long for one of its channels."""
    for wording in context.once(spoken_texts):
        if wording.script.to_customer and len(wording.text.value) > min(SENT.values()) // 2:
            problem = _too_long(context.library, wording)
            if problem is not None:
                yield problem


def _too_long(library: Library, wording: Spoken) -> Problem | None:
    value = wording.text.value
    sent = sorted((SENT[one], one) for one in wording.channels if one in SENT)
    if sent and (signs := length(value, library)) > sent[0][0]:
        limit, channel = sent[0]
        args = {"channel": library.label(f"channel.{channel}"), "length": signs, "limit": limit}
        return Problem("WRD13", wording.text.place, args)
    channels = sorted(wording.channels & SAID)
    seconds = said(value, library) / SIGNS_A_SECOND
    if channels and seconds > BREATH:
        args = {
            "channel": library.label(f"channel.{channels[0]}"),
            "length": round(seconds),
            "limit": BREATH,
        }
        return Problem("WRD13", wording.text.place, {**args, "why": "said"})
    return None


_HINT = Words(
    "分成两条说，或为这个渠道另写一个版本（variants）",
    "divide it, or write a variant for this channel",
)

RULE = Rule(
    code="WRD13",
    severity=Severity.WARNING,
    title=Words("话术太长", "Script too long for its channel"),
    message=Words(
        "用于「{channel}」的话术有 {length} 字，超过 {limit} 字",
        "{length} characters for “{channel}”, which takes {limit}",
    ),
    hint=_HINT,
    check=check,
    local=True,
    module=__name__,
    cases={
        "said": Case(
            Words(
                "用于「{channel}」的话术一口气要说 {length} 秒，超过 {limit} 秒",
                "{length} s in one breath for “{channel}”, where {limit} s can be followed",
            ),
            _HINT,
        )
    },
)
