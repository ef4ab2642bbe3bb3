"""Documents are written for a role, and no manual is made for it.

Who works at a counter or on the road has the printed manual only. Asked only of a handbook that has
manuals.

Wrong (no manual has role.cashier in its audience)::

    id: SOP-TXN-01
    audience: [role.cashier]

Right::

    id: MAN-SHOP
    audience: [role.cashier]
    parts:
      - {title: 收银, include: [SOP-TXN-01]}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.manual import Manual
from handbook.model.role import RoleItem
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each role that is addressed without a manual, where it first is."""
    library = context.library
    documents = [one for one in library.documents.values() if one.status != "retired"]
    manuals = [one for one in documents if isinstance(one, Manual)]
    if not manuals:
        return
    served = {role for one in manuals for role in one.audience}
    for document in documents:
        for number, role in enumerate(document.audience):
            entry = library.entries.get(role)
            if role in served or entry is None or not isinstance(entry.value, RoleItem):
                continue
            served.add(role)
            at = Place(library.file_of(document.id), ("audience", number))
            yield Problem("COV08", at, {"role": entry.label}, ((entry.place, "role"),))


RULE = Rule(
    code="COV08",
    severity=Severity.NOTE,
    title=Words("读者没有手册", "Audience without a manual"),
    message=Words(
        "有文件写给「{role}」，却没有任何手册以其为读者",
        "documents are written for “{role}”, but no manual is",
    ),
    hint=Words("在一本手册的 audience 里加上这个岗位", "add the role to the audience of a manual"),
    check=check,
    absence=True,
    module=__name__,
    vocabulary={"label": {"role": Words("岗位", "the role")}},
)
