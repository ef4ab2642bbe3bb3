"""Two service levels of one touchpoint do not agree.

They speak of the same touchpoint and measure, share a channel, and set two limits, or one of them
sets none but words (“at once”). An agent keeps whichever was read first. Where both are meant, a
decision says which applies when: it names both under ``concerns``, and nothing is found.

Wrong::

    levels:
      - {id: sla.online-human, name: 人工接入, touchpoint: 在线首次响应, measure: response,
         limit: 1min}
      - {id: sla.online-response, name: 在线响应, touchpoint: 在线首次响应, measure: response,
         limit: 30s}

Right::

    levels:
      - {id: sla.online-human, name: 人工接入, touchpoint: 售前人工接入, measure: response,
         limit: 1min}
      - {id: sla.online-response, name: 在线响应, touchpoint: 在线首次响应, measure: response,
         limit: 30s}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handbook.check.limits import same, words
from handbook.check.plain import plain
from handbook.check.rule import Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.base import full
from handbook.model.library import Entry
from handbook.model.service_level import ServiceLevel


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each level that disagrees with an earlier one."""
    settled = context.once(Settled)
    seen: dict[tuple[str, str], dict[object, Entry]] = defaultdict(dict)
    for entry in in_use(context.library, ServiceLevel.KIND):
        if not isinstance(level := entry.value, ServiceLevel):
            continue
        others = seen[plain(level.touchpoint), level.measure]
        for other in others.values():
            if _differ(level, other.value) and not settled(entry.address, other.address):
                yield _problem(entry, other)
                break
        others.setdefault((level.channels, level.limit, level.rule), entry)


def _differ(level: ServiceLevel, other: object) -> bool:
    if not isinstance(other, ServiceLevel):
        return False
    channels = [{full("channel", name) for name in one.channels} for one in (level, other)]
    if all(channels) and not channels[0] & channels[1]:
        return False
    if level.limit is None or other.limit is None:
        return level.limit is not other.limit or plain(level.rule or "") != plain(other.rule or "")
    return not same(level.limit, other.limit)


def _problem(entry: Entry, other: Entry) -> Problem:
    args: dict[str, object] = {"touchpoint": getattr(entry.value, "touchpoint", "")}
    for name, one in (("one", entry), ("other", other)):
        args |= {f"{name}_id": one.address, name: _said(one.value)}
    related = ((below(other, _key(other.value)), "other"),)
    return Problem("VOC01", below(entry, _key(entry.value)), args, related)


def _key(level: object) -> str:
    return "limit" if getattr(level, "limit", None) else "rule"


def _said(level: object) -> Words | str:
    limit = getattr(level, "limit", None)
    return words(limit) if limit else str(getattr(level, "rule", ""))


RULE = Rule(
    code="VOC01",
    severity=Severity.ERROR,
    title=Words("同一触点两个时限", "Two limits for one touchpoint"),
    message=Words(
        "触点「{touchpoint}」有两个说法：{one_id} 是「{one}」，{other_id} 是「{other}」",
        "“{touchpoint}” has two limits: {one_id} says “{one}”, {other_id} says “{other}”",
    ),
    hint=Words(
        "改成一致，分成两个触点，或写一条 decisions，在 concerns 里列出两者",
        "make them agree, tell two touchpoints apart, or settle it in decisions, "
        "with both under concerns",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"other": Words("另一个时限", "the other limit")}},
)
