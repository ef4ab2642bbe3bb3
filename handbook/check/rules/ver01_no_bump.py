"""A document changed since its last release, but its version did not.

Two texts would go by one number: nobody could tell which of them a print holds. The comparison is
one of meaning: comments, order of keys and layout do not count.

Wrong (``within`` was 15min when 2.1.0 was released)::

    version: 2.1.0
    steps:
      - id: soothe
        within: 10min

Right::

    version: 2.2.0
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.check.versions import versioned
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document that changed under its version."""
    for one in context.once(versioned):
        if one.changes and one.document.version == one.version:
            args = {"id": one.document.id, "version": one.version, "count": len(one.changes)}
            yield Problem("VER01", one.at("version"), args)


RULE = Rule(
    code="VER01",
    severity=Severity.ERROR,
    title=Words(
        "内容变了，版本号没变",
        "Changed without a new version",
    ),
    message=Words(
        "{id} 自 {version} 发布以来有 {count} 处变化，版本号没有提高",
        "{id} was changed since it was released as {version}, under the same version; "
        "differences: {count}",
    ),
    hint=Words(
        "运行 handbook bump {id}：它按变化的大小提高版本号，并在 changes 里加上一条；有"
        "哪些变化看 handbook diff {id}",
        "run `handbook bump {id}`: it raises the version by the size of the change and "
        "opens an entry in changes; `handbook diff {id}` shows what changed",
    ),
    check=check,
    module=__name__,
)
