"""Desk guides could not be laid out here, so that nobody knows whether they fit.

To measure them takes Pango and the other libraries of WeasyPrint. A machine without them still
checks all else; a build, which needs them for every PDF, tells what is missing.

Wrong::

    $ handbook check          # without Pango

Right::

    $ apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    $ handbook check
"""

from __future__ import annotations

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="PRT06",
    severity=Severity.NOTE,
    title=Words("指引卡没有量过", "Cards not measured"),
    message=Words(
        "这台机器排不了版，没有检查 {count} 张指引卡放不放得下：{detail}",
        "nothing can be laid out on this machine, so cards were not measured ({count}): {detail}",
    ),
    hint=Words(
        "安装 Pango 等程序库，或在会生成 PDF 的机器上检查",
        "install Pango and its libraries, or check where PDFs are made",
    ),
    module=__name__,
)
