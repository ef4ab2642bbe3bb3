"""An id is used again for something else.

Ids are never used again: links, prints and recorded figures of the old thing would speak of the new
one.

Wrong (1.0.0 had a step ``call``, 2.0.0 had none)::

    version: 3.0.0
    steps:
      - id: call

Right::

    version: 3.0.0
    steps:
      - id: call-back
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.stamp.history import History


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each id that was given up and is there again."""
    for history in context.histories.values():
        for id_, version in _given_up(history).items():
            address = f"{history.id}#{id_}" if "." not in id_ else id_
            entry = context.library.entries.get(address)
            if entry is not None:
                args = {"id": address, "document": history.id, "version": version}
                yield Problem("VER16", entry.place, args)


def _given_up(history: History) -> dict[str, str]:
    """The ids that a release had and a later one had no more, with the later one's version."""
    gone: dict[str, str] = {}
    before: set[str] = set()
    for record in history.releases:
        ids = set(_ids(record.content))
        gone |= dict.fromkeys(before - ids, record.version)
        before = ids
    return gone


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for one in value.values():
            yield from _ids(one)
    elif isinstance(value, list):
        for one in value:
            yield from _ids(one)


RULE = Rule(
    code="VER16",
    severity=Severity.ERROR,
    title=Words(
        "编号被重复使用",
        "Id used again",
    ),
    message=Words(
        "编号 {id} 在 {document} {version} 中已经停用，不能再用",
        "{id} was given up in {document} {version} and cannot be used again",
    ),
    hint=Words(
        "换一个新编号",
        "choose a new id",
    ),
    check=check,
    module=__name__,
)
