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
from handbook.check.versions import versioned
from handbook.diagnostics import Problem, Severity
from handbook.stamp.history import History


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each new id that some release before the last one had."""
    for one in context.once(versioned):
        history = context.histories.get(one.document.id)
        if history is None or one.content == one.former:
            continue
        for id_ in sorted(set(_ids(one.content)) - set(_ids(one.former))):
            if (version := _given_up(history, id_)) is not None:
                address = f"{one.document.id}#{id_}" if "." not in id_ else id_
                entry = context.library.entries.get(address)
                args = {"id": address, "document": one.document.id, "version": version}
                yield Problem("VER16", entry.place if entry else one.at("id"), args)


def _given_up(history: History, id_: str) -> str | None:
    """The version of the release after the last one that had an id; None where none had it."""
    mark = f'"id":"{id_}"'.encode()
    having = [line for line in history.lines if line.event == "release" and mark in line.raw]
    later = (one for one in history.lines if having and one.number > having[-1].number)
    return next((one.version for one in later if one.event == "release"), None)


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
