"""The revision record claims less than changed.

``editorial`` tells readers and auditors that they need not read again. It is not true where a
number, deadline, phrase, role or branch changed; nor is ``normative`` where steps or articles came,
went or moved.

Wrong (a limit changed)::

    changes:
      - version: 2.2.0
        class: editorial

Right::

    changes:
      - version: 2.2.0
        class: normative
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import versioned
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.changes import Difference, class_of
from handbook.stamp.version import rank


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each entry that claims too little.

    That of a released version says what was released; VER01 tells what changed since.
    """
    for one in context.once(versioned):
        if one.document.version == one.version:
            continue
        least = class_of(one.changes)
        for number, change in enumerate(one.document.changes):
            if change.version != one.document.version or least is None:
                continue
            if rank(change.change_class) < rank(least):
                gravest = next(each for each in one.changes if each.change_class == least)
                args = {"class": change.change_class, "least": least, "where": _where(gravest)}
                yield Problem("VER03", Place(one.file, ("changes", number, "class")), args)


def _where(difference: Difference) -> str:
    return " ".join(difference.route)


RULE = Rule(
    code="VER03",
    severity=Severity.ERROR,
    title=Words(
        "变更类别报低了",
        "Class claimed too low",
    ),
    message=Words(
        "修订记录写的是 {class}，实际至少是 {least}（例如 {where}）",
        "the entry says {class}, but it is at least {least} (for one, {where})",
    ),
    hint=Words(
        "class 改为 {least}",
        "set class: {least}",
    ),
    check=check,
    module=__name__,
)
