"""A change takes effect too soon after its approval.

Where ``checks`` in handbook.yml names a ``notice``, whoever works by a document has that long to be
told and trained. What is editorial needs none, and what is in force already cannot be mended. As
long as nobody has approved a version, it counts as approved today. Working days are Monday to
Friday, counted from the day after the approval: holidays are not known.

Wrong (approved on a Monday, with a notice of ``3 workdays``)::

    effective: 2026-03-10
    changes:
      - version: 1.1.0
        class: normative
        approved: {by: role.director, on: 2026-03-09}

Right::

    effective: 2026-03-12
    changes:
      - version: 1.1.0
        class: normative
        approved: {by: role.director, on: 2026-03-09}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.limits import dimension, limit_of, words
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Document
from handbook.model.quantity import Amount
from handbook.source import Place
from handbook.stamp.entries import approval
from handbook.stamp.release import entry_of, is_released
from handbook.stamp.stamp import later


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each version to come that leaves too little time."""
    library = context.library
    named = library.settings.checks.notice if library.settings else None
    if named is None or (isinstance(named, str) and named not in library.entries):
        return
    notice = limit_of(library, named)
    if notice is None or dimension(notice) != "time":
        place = Place(library.settings_file, ("checks", "notice"))
        yield Problem("VER23", place, {"notice": str(named), "why": "length"})
        return
    for document in library.documents.values():
        yield from _hasty(document, notice, context)


def _hasty(document: Document, notice: Amount, context: Context) -> Iterator[Problem]:
    entry, effective, today = entry_of(document), document.effective, context.today
    history = context.histories.get(document.id)
    if entry is None or entry.change_class == "editorial" or effective is None:
        return
    holds = effective < today or (effective == today and is_released(document, history))
    if document.status != "approved" or holds:
        return
    approved = approval(entry, history)
    on = approved.on if approved else today
    if effective < (first := later(on, notice)):
        args = {
            "id": document.id, "version": document.version, "date": effective, "approved": on,
            "notice": words(notice), "first": first, "days": (first - effective).days,
            "next": later(today, notice), "why": "" if approved else "open",
        }  # fmt: skip
        yield Problem("VER23", Place(context.library.file_of(document.id), ("effective",)), args)


_HINT = Words(
    "今天批准的，最早 {next} 生效：handbook bump {id} -m … --effective {next}；"
    "没有改意思的，变更类别写 editorial",
    "what is approved today may take effect on {next}: "
    "`handbook bump {id} -m … --effective {next}`; what changes no meaning is editorial",
)

RULE = Rule(
    code="VER23",
    severity=Severity.WARNING,
    title=Words("批准后太快生效", "Too little notice of a change"),
    message=Words(
        "{id} {version} {approved} 批准，{date} 生效，不到 {notice}：早了 {days} 天，最早 {first}",
        "{id} {version} was approved on {approved} and takes effect on {date}, which is less than "
        "{notice}: {days} days before {first}",
    ),
    hint=_HINT,
    check=check,
    module=__name__,
    cases={
        "open": Case(
            Words(
                "{id} {version} 还没批准，{date} 就生效：今天批准也不到 {notice}，早了 {days} 天",
                "{id} {version} is not approved yet and takes effect on {date}: even from today "
                "that is less than {notice}, by {days} days",
            ),
            _HINT,
        ),
        "length": Case(
            Words("notice 不是一段时间：{notice}", "the notice is no length of time: {notice}"),
            Words(
                "写 3 workdays 的样子，或一项写明时间的标准的编号",
                "write it like `3 workdays`, or name a standard that sets a time",
            ),
        ),
    },
)
