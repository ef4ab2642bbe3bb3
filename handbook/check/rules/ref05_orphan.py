"""Something that is only of use where it is quoted, and nothing quotes it.

A form that no step fills in, an escalation path that no step takes, a service level or standard
that no procedure keeps, a course of no training programme: either a reference was forgotten, or it
can go. Things that agents look up by themselves, such as scripts, phrases and terms, are not meant;
KPIs have a rule of their own.

Wrong (no step says ``record: form.return``)::

    forms:
      - id: form.return

Right::

    steps:
      - id: register
        record: form.return
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.names import KIND_NAMES
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_KINDS = {"form", "path", "sla", "std", "course"}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each item of these kinds that is used nowhere but in itself."""
    library = context.library
    for address, entry in library.entries.items():
        if entry.kind not in _KINDS or library.documents[entry.document].status == "retired":
            continue
        if all(use.source == address for use in library.used_by(address)):
            yield Problem("REF05", entry.place, {"id": address, "kind": entry.kind})


RULE = Rule(
    code="REF05",
    severity=Severity.NOTE,
    title=Words("没有被引用", "Used nowhere"),
    message=Words("没有任何内容引用{kind}「{id}」", "nothing refers to “{id}”, {kind}"),
    hint=Words(
        "在用到它的步骤里引用，不再需要时删去",
        "refer to it where it is used, or take it out if it is no longer needed",
    ),
    check=check,
    absence=True,
    module=__name__,
    vocabulary={"kind": KIND_NAMES},
)
