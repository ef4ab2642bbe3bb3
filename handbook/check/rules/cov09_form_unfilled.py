"""A form that nobody fills in, or that a step gives to somebody who does not.

A form is filled in at a step (``record``), by one of those whom it names under ``filled_by`` or
``checked_by``; a policy or a path of escalation may ask for it too. What only courses, cards
and the like speak of stays empty. Where step and form disagree, either the procedure asks the wrong
person or the form shows the wrong one.

Wrong (the form says ``filled_by: [role.manager]``)::

    steps:
      - id: register
        do: 登记退货
        who: role.agent
        record: form.return

Right::

    forms:
      - id: form.return
        filled_by: [role.agent, role.manager]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.standards import below, in_use
from handbook.diagnostics import Problem, Severity
from handbook.model.form import FormItem
from handbook.model.library import Entry, Library, Use

_ASKING = {"sop", "policy", "programme", "escalation", "service-levels", "scripts"}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each form that nobody is asked for, and each step with a stranger."""
    library = context.library
    records: dict[str, list[Use]] = defaultdict(list)
    for use in library.uses:
        if not use.prose and "record" in use.place.route and _in_use(library, use):
            records[use.target].append(use)
    for entry in in_use(library, FormItem.KIND):
        if isinstance(form := entry.value, FormItem):
            uses = library.used_by(entry.address)
            if uses and not any(_kind(library, use) in _ASKING for use in uses):
                yield Problem("COV09", entry.place, {"name": form.name, "why": "unused"})
            yield from _strangers(library, entry, form, records[entry.address])


def _strangers(
    library: Library, entry: Entry, form: FormItem, uses: list[Use]
) -> Iterator[Problem]:
    for use in uses:
        who = getattr(library.entries[use.source].value, "who", "")
        role = library.entries.get(who)
        named = {*form.filled_by, *form.checked_by}
        if role is not None and role.kind == "role" and who not in named:
            args = {"name": form.name, "role": role.label}
            yield Problem("COV09", use.place, args, ((below(entry, "filled_by"), "filled_by"),))


def _kind(library: Library, use: Use) -> str:
    entry = library.entries.get(use.source)
    document = library.documents.get(entry.document) if entry else None
    return document.KIND if document else ""


def _in_use(library: Library, use: Use) -> bool:
    entry = library.entries.get(use.source)
    return entry is not None and library.documents[entry.document].status != "retired"


RULE = Rule(
    code="COV09",
    severity=Severity.WARNING,
    title=Words("表单没有人填", "Form that nobody fills in"),
    message=Words(
        "这一步由「{role}」填写「{name}」，表单的填写人和审核人里却没有这个岗位",
        "at this step “{role}” fills in “{name}”, but the form names another",
    ),
    hint=Words(
        "在表单的 filled_by 里加上这个岗位，或改由填写人执行",
        "add the role under filled_by of the form, or let another role act",
    ),
    check=check,
    absence=True,
    module=__name__,
    cases={
        "unused": Case(
            Words(
                "没有任何流程、制度或升级路径要求填写「{name}」",
                "no procedure, policy or path asks for “{name}”",
            ),
            Words(
                "在填写它的步骤里写上 record，不再需要时删去",
                "name it under record of the step where it is filled in, or take it out",
            ),
        )
    },
    vocabulary={"label": {"filled_by": Words("表单的填写人", "who fills in the form")}},
)
