"""The code of a desk guide has no room in a size that can be scanned.

A module takes at least 0.34 mm: four dots of a printer of 300 dpi, as DENSO WAVE asks. The longer
the address, the more modules; a code may take a third of a card's shorter side.

Wrong::

    size: 60x40mm

Right::

    size: 90x54mm
"""

from __future__ import annotations

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="PRT04",
    severity=Severity.ERROR,
    title=Words("指引卡的二维码太小", "Code too small on a card"),
    message=Words(
        "{id}（{size}）放不下能扫的二维码：核对地址 {length} 个字符，要 {width} 毫米宽",
        "{id} ({size}) has no room for a code that can be scanned: its address of {length} "
        "characters takes {width} mm",
    ),
    hint=Words(
        "换大一些的尺寸，或缩短 handbook.yml 里的 site 和卡的编号",
        "take a larger size, or shorten `site` of handbook.yml and the id of the card",
    ),
    module=__name__,
)
