"""A reference names an id that no source defines.

The reader would find a dead link where the answer should be. Ids are never guessed: the nearest
ones are offered. An id that is wanted in many places was changed where it is defined: that is told
once.

Wrong::

    within: sla.complaint-first-respons

Right::

    within: sla.complaint-first-response
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from handbook.check.nearest import Nearest
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import gone
from handbook.diagnostics import Problem, Severity
from handbook.model.kinds import KINDS
from handbook.model.library import Entry, Library, Use
from handbook.model.settings import Checks

_MANY = 4
"""An id that is wanted in so many places was not mistyped in each."""
_JOINED = re.compile("[，、]")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each reference to an id that is nowhere defined, or for many of one."""
    library = context.library
    kinds = [f"kind:{kind.name}" for kind in KINDS]
    known, known_kinds = Nearest(library.entries), Nearest(kinds)
    named = cache(lambda: _by_name(library))
    told = {use.place for one in context.once(gone) for use in one.uses} if _tells(library) else ()
    wanted: dict[str, list[Use]] = defaultdict(list)
    for use in library.uses:
        if use.target in library.entries or use.target in kinds or use.place in told:
            continue
        if not _told_elsewhere(library, use):
            wanted[use.target].append(use)
    for target, uses in wanted.items():
        found = tuple((known_kinds if target.startswith("kind:") else known).near(target))
        why = "near" if found else ""
        args: dict[str, object] = {"id": target, "near": found, "uses": len(uses)}
        if not uses[0].prose and _JOINED.search(target):
            why = "joined"
        elif meant := _called(named, target, uses[0].kinds):
            args |= {"meant": meant, "name": library.label(meant)}
            why = "called"
        if len(uses) < _MANY or why in ("joined", "called"):
            yield from (Problem("REF01", use.place, args | {"why": why}) for use in uses)
        else:
            related = ((uses[1].place, "use"),)
            yield Problem("REF01", uses[0].place, args | {"why": f"many{why}"}, related)


def _by_name(library: Library) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.entries.values():
        found[entry.label].append(entry)
    return found


def _called(
    named: Callable[[], dict[str, list[Entry]]], target: str, kinds: tuple[str, ...]
) -> str:
    """The id of the one thing that has such a name and may be meant; empty for none or several."""
    words = {target, target.partition(".")[2]}  # the prefix is written, or was completed
    found = [
        entry.address
        for word in words
        for entry in named().get(word, ())
        if not kinds or entry.kind in kinds
    ]
    return found[0] if len(found) == 1 else ""


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
_OF_MANY = Words(
    "没有编号为「{id}」的内容，却有 {uses} 处引用它",
    "nothing has the id “{id}”, but {uses} places refer to it",
)

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
    cases={
        "near": Case(_MESSAGE, Words("相近的编号：{near}", "nearest ids: {near}")),
        "joined": Case(
            _MESSAGE,
            Words(
                "这里是几个编号：各项之间用英文逗号「, 」",
                "these are several ids: divide them by an ordinary comma",
            ),
        ),
        "called": Case(
            Words("这里要写编号，「{name}」是名称", "“{name}” is a name where an id must stand"),
            Words("写它的编号：{meant}", "write its id: {meant}"),
        ),
        "many": Case(
            _OF_MANY,
            Words(
                "如果定义它的地方改了编号，改回去：编号定下就不再改",
                "if it was changed where it is defined, change it back: an id stays for good",
            ),
        ),
        "manynear": Case(
            _OF_MANY,
            Words(
                "如果定义它的地方改了编号，改回去：编号定下就不再改；相近的编号：{near}",
                "if it was changed where it is defined, change it back: an id stays for good; "
                "nearest ids: {near}",
            ),
        ),
    },
    vocabulary={"label": {"use": Words("又一处引用", "another one of them")}},
)
