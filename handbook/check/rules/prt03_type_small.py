"""Type on a desk guide is smaller than is legible.

At half a metre, as on a desk, 7.5 pt is the least for what a card says; on pocket cards, which are
held in the hand, and for the stamp, 5.5 pt (ISO 9241-303: 16 minutes of arc). Smaller type comes
from templates of one's own.

Wrong::

    .note { font-size: 6pt }

Right::

    .note { font-size: .9em }
"""

from __future__ import annotations

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="PRT03",
    severity=Severity.ERROR,
    title=Words("指引卡的字太小", "Type too small on a card"),
    message=Words(
        "{id}（{size}）的「{face}」一面，「{item}」有 {by} 磅的字，至少要 {least} 磅",
        "on the face “{face}” of {id} ({size}), “{item}” has type of {by} pt; the least is {least}",
    ),
    hint=Words(
        "在自己的模板 templates/print/cards/ 里放大字号",
        "enlarge it in your own templates/print/cards/",
    ),
    module=__name__,
)
