"""Of several keys at least one is needed, and none is there.

A service level has a limit that can be measured, or a rule in words; with neither it asks for
nothing.

Wrong::

    - id: sla.hang-up
      name: 挂机
      touchpoint: 挂机
      measure: conduct

Right::

    - id: sla.hang-up
      name: 挂机
      touchpoint: 挂机
      measure: conduct
      rule: 客户先挂机
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="FMT28",
    severity=Severity.ERROR,
    title=Words("几个键至少要有一个", "One of several keys is needed"),
    message=Words("这里至少要有一个：{names}", "one of these is needed here: {names}"),
    hint=Words("补上其中合适的一个", "add the one that fits"),
    module=__name__,
)
