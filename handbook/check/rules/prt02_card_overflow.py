"""What a desk guide shows does not fit on its face.

Cards are laid out when the handbook is checked or built: smaller type is tried down to what is
legible, and it is measured where everything has come to stand. What would still be cut off, agents
would not know to be missing.

Wrong::

    size: 90x54mm
    faces:
      - title: 接住
        show: [script.complaint-apology, script.empathy-first, path.complaint, path.delay]

Right::

    size: A6
    faces:
      - title: 接住
        show: [script.complaint-apology, script.empathy-first]
      - title: 上报
        show: [path.complaint]
"""

from __future__ import annotations

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="PRT02",
    severity=Severity.ERROR,
    title=Words("指引卡放不下", "Card that overflows"),
    message=Words(
        "{id}（{size}）的「{face}」一面放不下：从「{item}」起，超出下边 {by} 毫米",
        "the face “{face}” of {id} ({size}) overflows: from “{item}” on, by {by} mm at its foot",
    ),
    hint=Words(
        "字号已用到最小，请少列几项，分到另一面，或换大一些的尺寸",
        "the smallest type was tried: show less, use the other face, or take a larger size",
    ),
    module=__name__,
    cases={
        "beside": Case(
            Words(
                "{id}（{size}）的「{face}」一面放不下：「{item}」超出右边 {by} 毫米",
                "the face “{face}” of {id} ({size}) overflows: “{item}” by {by} mm to the right",
            ),
            Words(
                "缩短它的文字，或换宽一些的尺寸",
                "shorten its words, or take a wider size",
            ),
        )
    },
)
