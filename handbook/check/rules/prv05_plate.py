"""A source holds a vehicle's licence plate.

With a place and a time it leads to a person. Meant are mainland plates of five characters, and of
six on new-energy vehicles; 京A12345, 粤B00000 and the like are innocent.

Wrong::

    detail: 上次来提货的车是沪A·7K3D9

Right::

    detail: 提货前核对预约登记的车牌，例如沪A·12345
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.personal import bare, examples, is_made_up, lines_with, problem, search
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

PLATE = re.compile(
    r"(?P<number>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼魯蘇贛陝閩貴粵寧瓊雲]"
    r"[A-HJ-NP-ZＡ-ＨＪ-ＮＰ-Ｚ][ ·•・]?[A-HJ-NP-Z0-9０-９]{5,6})(?![A-Za-z0-9])"
)
_DIGITS = re.compile(r"\d")
_LEAST = 2


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each plate that is no plain example."""
    declared = context.once(examples)
    for plate, span in search(lines_with(context.library, PLATE, ""), PLATE):
        own = bare(plate)[2:]
        digits = "".join(_DIGITS.findall(own))
        if len(digits) < _LEAST or (len(digits) == len(own) and is_made_up(digits)):
            continue
        if bare(plate) not in declared:
            yield problem("PRV05", span, plate)


RULE = Rule(
    code="PRV05",
    severity=Severity.WARNING,
    title=Words("车牌号", "Licence plate"),
    message=Words("这里像是真实的车牌号（{masked}）", "looks like a real licence plate ({masked})"),
    hint=Words("删去，或换成 12345 这样的示例", "delete it, or write an example such as 12345"),
    check=check,
    local=True,
    module=__name__,
)
