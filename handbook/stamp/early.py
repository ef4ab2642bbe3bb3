"""Whether a version would put into force what was released for a later day.

Main holds the newest text, which may wait for its day. Whoever corrects a word of it for an earlier
day takes all of it along, unless they start from what is in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from handbook.model.base import Document
from handbook.stamp.changes import Difference, differences
from handbook.stamp.digest import Content, canonical_json, content_of
from handbook.stamp.history import Class, History, Line
from handbook.stamp.release import belies, is_released

_ALIKE = 0.5
"""From this likeness on (difflib's ratio) a text is another one that was touched up."""
_LONG = 20
"""Characters from which on it may be; shorter values are the same or are not."""


def brought_forward(
    document: Document, history: History | None, class_: Class | None, today: date
) -> Line | None:
    """The last release to come whose changes a version that is not released holds before their day.

    ``class_`` is the version's own: what says the same as the last release and is no editorial
    change gives it another day on purpose.
    """
    last = history.last if history else None
    if history is None or last is None or is_released(document, history):
        return None
    if document.status != "approved" or belies(document, history) or document.effective is None:
        return None
    content = content_of(document)
    if class_ != "editorial" and not differences(document.KIND, last.content, content):
        return None
    first = max(document.effective, today)
    before, found = history.in_force(first), None
    for line in history.effects:
        if line.effective > first:
            if line.status == "approved" and _holds(document.KIND, before, line, content):
                found = line
            before = line
    return found


def _holds(kind: str, before: Line | None, line: Line, content: Content) -> bool:
    """Whether content has a part in what a release changes beside the one before it."""
    was, then = _content(before), _content(line)
    if was is None or then is None:
        return then is not None
    made = differences(kind, was, content)
    planned = differences(kind, was, then)
    return any(_is_of(one, other) for one in made for other in planned)


def _content(line: Line | None) -> Mapping[str, Any] | None:
    try:
        return line.record.content if line else None
    except ValueError:  # told by the rule about histories
        return None


def _is_of(one: Difference, planned: Difference) -> bool:
    """Whether a difference is a planned one, be it touched up, rather than one of its own."""
    if (one.way, one.route, one.before) != (planned.way, planned.route, planned.before):
        return False
    old, new, now = (canonical_json(each) for each in (one.before, planned.after, one.after))
    if now == new or len(new) < _LONG:
        return now == new
    return _likeness(now, new) > max(_ALIKE, _likeness(now, old))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
