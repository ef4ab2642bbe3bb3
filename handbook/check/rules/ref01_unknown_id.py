"""A reference names an id that no source defines.

The reader would find a dead link where the answer should be. Ids are never guessed: the nearest
ones are offered.

Wrong::

    within: sla.complaint-first-respons

Right::

    within: sla.complaint-first-response
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handbook.check.nearest import Nearest
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import gone
from handbook.diagnostics import Problem, Severity
from handbook.model.kinds import KINDS
from handbook.model.library import Library, Use
from handbook.model.settings import Checks


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each reference to an id that is nowhere defined."""
    library = context.library
    kinds = [f"kind:{kind.name}" for kind in KINDS]
    known, known_kinds = Nearest(library.entries), Nearest(kinds)

    @cache
    def near(target: str) -> tuple[str, ...]:
        return tuple((known_kinds if target.startswith("kind:") else known).near(target))

    told = {use.place for one in context.once(gone) for use in one.uses} if _tells(library) else ()
    for use in library.uses:
        if use.target in library.entries or use.target in kinds or use.place in told:
            continue
        if not _told_elsewhere(library, use):
            found = near(use.target)
            args = {"id": use.target, "near": found, "why": "near" if found else ""}
            yield Problem("REF01", use.place, args)


def _tells(library: Library) -> bool:
    """Whether a deleted document is told as the one error behind all references to it."""
    checks = library.settings.checks if library.settings else Checks()
    return "VER15" not in {*checks.severity, *(waiver.rule for waiver in checks.waive)}


def _told_elsewhere(library: Library, use: Use) -> bool:
    """Broken files are told themselves; misshapen references and anchors have their own rules."""
    document = use.target.partition("#")[0]
    misshapen = use.prose and (not use.target or any(sign.isspace() for sign in use.target))
    return (
        library.is_unread(use.target)
        or misshapen
        or ("#" in use.target and document in library.documents)
    )


_MESSAGE = Words("没有编号为「{id}」的内容", "nothing has the id “{id}”")

RULE = Rule(
    code="REF01",
    severity=Severity.ERROR,
    title=Words("引用的编号不存在", "Unknown id"),
    message=_MESSAGE,
    hint=Words(
        "核对编号；如果内容还没有写，先写好再引用",
        "look at the id; what is not yet written cannot be quoted",
    ),
    check=check,
    module=__name__,
    cases={"near": Case(_MESSAGE, Words("相近的编号：{near}", "nearest ids: {near}"))},
)
