"""What a document quotes has changed in meaning since it was last released or confirmed.

The page shows the new limit or wording at once, but nobody has yet read whether the text around it
still fits. An editorial change of what is quoted makes nobody read again; nor does an editorial
release of the document itself count as reading.

Wrong (the service level went from 15 to 10 minutes)::

    within: sla.complaint-first-response

Right (after reading the document again)::

    handbook confirm SOP-CMP-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place
from handbook.stamp.suspect import suspects

_MOST = 3
"""So many of the changed items are shown with their place."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document under which something changed."""
    entries = context.library.entries
    for suspect in suspects(context.library, context.histories):
        file = context.library.file_of(suspect.document)
        uses = context.library.uses_of(suspect.document)
        place = next((use.place for use in uses if use.target in suspect.items), Place(file))
        labels = tuple(f"{entries[item].label} ({item})" for item in suspect.items)
        args = {"id": suspect.document, "items": labels}
        changed = tuple((entries[item].place, "changed") for item in suspect.items)
        yield Problem("VER14", place, args, changed[:_MOST])


RULE = Rule(
    code="VER14",
    severity=Severity.WARNING,
    title=Words(
        "引用的内容变了，待确认",
        "Suspect",
    ),
    message=Words(
        "{id} 引用的内容在它上次发布或确认之后变了：{items}",
        "what {id} quotes changed after it was last released or confirmed: {items}",
    ),
    hint=Words(
        "重读引用处：仍然正确就运行 handbook confirm {id}（后面可以只写其中几项的编号）；"
        "要改就改好后发布",
        "read again what stands around it: if it holds, run `handbook confirm {id}` "
        "(naming some of the items, for those only); else change and release",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"changed": Words("变化的内容", "what changed")}},
)
