"""The file handbook.yml is missing.

It says what the handbook is called, who keeps it, in which language it is written and how often
its documents are reviewed.

Wrong::

    sop_sources/
      roles.yml

Right::

    sop_sources/
      handbook.yml
      roles.yml
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT18",
    severity=Severity.ERROR,
    title=Words("缺少 handbook.yml", "handbook.yml missing"),
    message=Words("没有找到 handbook.yml", "there is no handbook.yml"),
    hint=Words(
        "在 sop_sources 里新建 handbook.yml，至少写 name（手册名称）和 organisation（单位名称）",
        "make sop_sources/handbook.yml with at least name and organisation",
    ),
    module=__name__,
)
