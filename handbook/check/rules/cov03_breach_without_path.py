"""Nothing says what happens when a service level is missed.

A limit without a consequence is a wish. ``breach`` names the path of escalation that is taken when
the time is up. Windows that are open to the customer cannot be missed by the company and need none.
Asked only of a handbook that has paths of escalation.

Wrong::

    levels:
      - id: sla.first-response
        touchpoint: 投诉首次回应
        measure: response
        limit: 24h

Right::

    levels:
      - id: sla.first-response
        touchpoint: 投诉首次回应
        measure: response
        limit: 24h
        breach: path.delay
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.standards import in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.escalation import EscalationPath
from handbook.model.service_level import ServiceLevel


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each service level without an escalation for its breach."""
    library = context.library
    if not library.of_kind(EscalationPath.KIND):
        return
    for entry in in_use(library, ServiceLevel.KIND):
        level = entry.value
        if isinstance(level, ServiceLevel) and level.measure != "window" and not level.breach:
            yield Problem("COV03", entry.place, {"id": entry.address, "name": entry.label})


RULE = Rule(
    code="COV03",
    severity=Severity.WARNING,
    title=Words("逾期没有升级路径", "Breach without a path"),
    message=Words(
        "服务时限「{name}」（{id}）没有写明逾期走哪条升级路径",
        "nothing says which path is taken when “{name}” ({id}) is missed",
    ),
    hint=Words("写上 breach", "name the path under breach"),
    check=check,
    module=__name__,
)
