"""A script takes longer to say than the step has time for.

The agent must drop half of the wording or miss the limit. Counted are four characters a second.

Wrong (the script takes 20 seconds)::

    within: 10s
    say: [script.greeting]

Right::

    within: 30s
    say: [script.greeting]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import SIGNS_A_SECOND, said
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.model.quantity import Amount
from handbook.model.script import ScriptItem
from handbook.model.service_level import ServiceLevel
from handbook.model.sop import Sop, Step
from handbook.source import Place

_LONG = 120
"""Seconds; nobody says one thing for longer, and most limits are."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each script that alone fills more than the limit of its step."""
    library = context.library
    for document in library.documents.values():
        if isinstance(document, Sop):
            file = library.file_of(document.id)
            for number, step in enumerate(document.steps):
                limit = _seconds(library, step)
                if limit is not None and limit < _LONG:
                    yield from _step(library, step, limit, Place(file, ("steps", number, "say")))


def _step(library: Library, step: Step, limit: float, say: Place) -> Iterator[Problem]:
    for place, name in enumerate(step.say):
        entry = library.entries.get(name)
        if entry is None or not isinstance(entry.value, ScriptItem):
            continue
        seconds = said(entry.value.text, library) / SIGNS_A_SECOND
        if seconds > limit:
            at = Place(say.file, (*say.route, place))
            args = {"script": name, "seconds": round(seconds), "limit": f"{limit:g}"}
            yield Problem("WRD14", at, args, ((entry.place, "script"),))


def _seconds(library: Library, step: Step) -> float | None:
    """The step's limit, its own or the service level's, in seconds of calendar time."""
    limit: Amount | str | None = step.within
    if isinstance(limit, str):
        entry = library.entries.get(limit)
        limit = entry.value.limit if entry and isinstance(entry.value, ServiceLevel) else None
    return limit.seconds if isinstance(limit, Amount) else None


RULE = Rule(
    code="WRD14",
    severity=Severity.WARNING,
    title=Words("话术比步骤的时限还长", "Script longer than the step"),
    message=Words(
        "说完「{script}」要 {seconds} 秒，这一步只有 {limit} 秒",
        "“{script}” takes {seconds} s to say, and the step has {limit} s",
    ),
    hint=Words("缩短话术，或放宽时限", "shorten the script, or give the step more time"),
    check=check,
    module=__name__,
    vocabulary={"label": {"script": Words("话术在这里", "the script")}},
)
