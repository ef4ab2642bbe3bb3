"""The version was raised by less than the change is worth.

Readers take a last number for a mended typing error. A change of a figure, limit, phrase, actor or
target is normative and raises the second number; steps, articles or branches that come, go or move
are structural and raise the first.

Wrong (a limit changed since 2.1.0)::

    version: 2.1.1

Right::

    version: 2.2.0
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import versioned
from handbook.diagnostics import Problem, Severity
from handbook.stamp.changes import class_of
from handbook.stamp.version import raise_of, raised, rank


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version that was raised too little."""
    for one in context.once(versioned):
        least, step = class_of(one.changes), raise_of(one.version, one.document.version)
        if least and step and rank(step) < rank(least):
            args = {
                "version": one.document.version,
                "before": one.version,
                "class": least,
                "wanted": raised(one.version, least),
            }
            yield Problem("VER02", one.at("version"), args)


RULE = Rule(
    code="VER02",
    severity=Severity.ERROR,
    title=Words(
        "版本号提得太少",
        "Raised too little",
    ),
    message=Words(
        "{before} 之后有{class}，版本号却只到 {version}",
        "since {before} there is a {class} change, but the version is only {version}",
    ),
    hint=Words(
        "版本号改为 {wanted}",
        "make it {wanted}",
    ),
    check=check,
    module=__name__,
    vocabulary={
        "class": {
            "editorial": Words("文字修订", "editorial"),
            "normative": Words("规范变更", "normative"),
            "structural": Words("结构调整", "structural"),
        }
    },
)
