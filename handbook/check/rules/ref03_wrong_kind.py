"""A reference names a thing of the wrong kind: a KPI where a script should be said.

The id exists, but what stands under it makes no sense in this place.

Wrong::

    say: [kpi.satisfaction]

Right::

    say: [script.complaint-apology]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.names import KIND_NAMES
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Entry


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each reference whose target is not of a kind that may stand there."""
    entries = context.library.entries
    for use in context.library.uses:
        entry = entries.get(use.target)
        if entry is None:
            if use.target.startswith("kind:") and "kind" not in use.kinds:
                wanted = use.kinds or ("document", "item")
                args = {"id": use.target, "kind": "kind", "wanted": wanted}
                yield Problem("REF03", use.place, args)
        elif use.kinds and entry.kind not in use.kinds and not _of_family(entry, use.kinds):
            args = {"id": use.target, "kind": entry.kind, "wanted": use.kinds}
            yield Problem("REF03", use.place, args)


def _of_family(entry: Entry, kinds: tuple[str, ...]) -> bool:
    return ("document" if entry.address == entry.document else "item") in kinds


RULE = Rule(
    code="REF03",
    severity=Severity.ERROR,
    title=Words("引用的种类不对", "Target of the wrong kind"),
    message=Words(
        "「{id}」是{kind}，这里应引用：{wanted}", "“{id}” is {kind}; this place takes {wanted}"
    ),
    hint=Words("换成所需种类的编号", "refer to one of the kind that is wanted"),
    check=check,
    module=__name__,
    vocabulary={"kind": KIND_NAMES, "wanted": KIND_NAMES},
)
