"""A version goes back behind one that was released.

Numbers only rise. To return to what held before, release the old content under a new number.

Wrong (2.1.0 was released)::

    version: 2.0.0

Right::

    version: 2.1.1
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import versioned
from handbook.diagnostics import Problem, Severity
from handbook.stamp.version import number


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version that is lower than one before."""
    for one in context.once(versioned):
        if number(one.document.version) < number(one.version):
            args = {"version": one.document.version, "before": one.version}
            yield Problem("VER13", one.at("version"), args)


RULE = Rule(
    code="VER13",
    severity=Severity.ERROR,
    title=Words(
        "版本号倒退",
        "Version goes back",
    ),
    message=Words(
        "版本号 {version} 低于已发布的 {before}",
        "version {version} is lower than {before}, which was released",
    ),
    hint=Words(
        "版本号只增不减；要恢复旧内容，用新的版本号发布",
        "numbers only rise; to return to old content, release it under a new one",
    ),
    check=check,
    module=__name__,
)
